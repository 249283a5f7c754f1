/**
 * One mistake gives one finding, at its place: valid definitions get a single random slip, and what is found
 * besides what was there before is held against it. `SLIP_SEED=7 SLIP_ROUNDS=20` tries others, and more of them.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { type AslDocument, type Format, formatOf, parseAsl } from '#asl';
import { type Diagnostic, diagnose } from '#language';
import { randomBelow } from '../random.ts';
import { annotated } from './fixture.ts';
import { SLIPS, type Slip, type SlipKind, slipIn } from './slips.ts';

const CORPUS = new URL('../../../shared/corpus/definitions/', import.meta.url);
const EXAMPLES = new URL('../../examples/', import.meta.url);
const SEED = Number(process.env.SLIP_SEED ?? 20_261_120);
const ROUNDS = Number(process.env.SLIP_ROUNDS ?? 1);

/** Longer ones hold nothing new, and each is judged once for every slip. */
const MAX_LENGTH = 12_000;

/** Slips that the text does not show to be one: they may give a second finding, or one elsewhere. */
const EXPLAINED: readonly ((slip: Slip, found: readonly Diagnostic[]) => boolean)[] = [
  // Nobody knows then which language the rest is written in.
  ({ what }) => /wrong type of QueryLanguage/.test(what),
  // The Fail state that raises the error is no longer one.
  (_, found) => found.some(({ code }) => code === 'error-name'),
];

interface Source {
  readonly file: string;
  readonly doc: AslDocument;
  readonly before: readonly Diagnostic[];
}

function sourcesFrom(file: string, text: string): Source[] {
  const both: readonly (readonly [string, Format])[] =
    formatOf(text) === 'json'
      ? [
          [text, 'json'],
          [stringify(JSON.parse(text), { lineWidth: 0 }), 'yaml'],
        ]
      : [[text, 'yaml']];
  return both.flatMap(([source, format]) => {
    const doc = parseAsl(source, format);
    const before = diagnose(doc);
    return before.some(({ severity }) => severity === 'error') ? [] : [{ file: `${file} (${format})`, doc, before }];
  });
}

function corpus(): Source[] {
  if (!existsSync(CORPUS)) return [];
  const { definitions } = JSON.parse(readFileSync(new URL('INDEX.json', CORPUS), 'utf8')) as {
    definitions: { file: string; label: string; confidence: string }[];
  };
  return definitions
    .filter(({ label, confidence }) => label === 'valid' && confidence === 'high')
    .flatMap(({ file }) => {
      const text = readFileSync(new URL(file, CORPUS), 'utf8');
      return text.length > MAX_LENGTH ? [] : sourcesFrom(file, text);
    });
}

function examples(): Source[] {
  return readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.asl\.(json|ya?ml)$/.test(name))
    .flatMap((name) => sourcesFrom(name, readFileSync(new URL(name, EXAMPLES), 'utf8')));
}

/** What is found in the changed text and was not found before. */
function foundBy(slip: Slip, { doc, before }: Source): readonly Diagnostic[] {
  const left = before.map(({ code, message }) => code + message);
  return diagnose(parseAsl(slip.text, doc.format)).filter(({ code, message, failure }) => {
    assert.equal(failure, undefined, String(failure));
    const known = left.indexOf(code + message);
    if (known >= 0) left.splice(known, 1);
    return known < 0;
  });
}

/** Blanks between the slip and the finding do not count: a missing bracket is shown behind what stands before it. */
function isAway({ at, text }: Slip, { range }: Diagnostic): boolean {
  const between = range.end < at.start ? text.slice(range.end, at.start) : text.slice(at.end, range.start);
  return between.trim() !== '';
}

/** How many of a hundred slips may show as more than one finding or elsewhere: where two readings fit the text. */
const TOLERATED: Partial<Record<SlipKind, number>> = {
  'a deleted bracket': 2,
  'a deleted quote': 1,
  'a stray sign': 2,
  'an unquoted text': 1,
  'an unquoted placeholder': 1,
  'a shifted line': 6,
  'a deleted YAML sign': 3,
};

describe('one mistake gives one finding', function () {
  this.timeout(120_000);
  let sources: readonly Source[] = [];
  before(() => {
    // Each run takes as many as a pause of some seconds allows; more rounds take all.
    const all = [...examples(), ...corpus()];
    sources = ROUNDS > 1 ? all : all.filter((_, index) => index % 4 === SEED % 4);
  });

  for (const kind of Object.keys(SLIPS) as SlipKind[]) {
    it(`of ${kind}, at its place`, () => {
      const random = randomBelow(SEED);
      const wrong: string[] = [];
      let count = 0;
      for (const source of sources) {
        for (let round = 0; round < ROUNDS; round++) {
          const slip = slipIn(source.doc, kind, random);
          if (!slip) continue;
          count++;
          const found = foundBy(slip, source);
          const isOne = found.length <= 1 && !found.some((finding) => isAway(slip, finding));
          if (isOne || EXPLAINED.some((explains) => explains(slip, found))) continue;
          wrong.push(`${source.file}, ${slip.what}\n${annotated(slip.text, found)}`);
        }
      }
      const most = Math.ceil((count * (TOLERATED[kind] ?? 0)) / 100);
      assert.ok(wrong.length <= most, `seed ${SEED}, ${wrong.length} of ${count}:\n${wrong.slice(0, 3).join('\n\n')}`);
    });
  }
});

/** A definition that ends where somebody types at its end, or with the rest of a line still to come. */
const CUTS = {
  'the end': (text: string, at: number): string => text.slice(0, at),
  'the rest of a line': (text: string, at: number): string => {
    const newline = text.indexOf('\n', at);
    return text.slice(0, at) + (newline < 0 ? '' : text.slice(newline));
  },
};

/** YAML in the middle of which a line is not finished is a whole text: what is missing there shows at several places. */
const HALVES = [
  { what: 'the end', cut: CUTS['the end'], format: 'json' },
  { what: 'the end', cut: CUTS['the end'], format: 'yaml' },
  { what: 'the rest of a line', cut: CUTS['the rest of a line'], format: 'json' },
] as const;

describe('a half-typed definition', function () {
  this.timeout(120_000);

  const all = [...examples(), ...corpus()];
  for (const { what, cut, format } of HALVES) {
    it(`of ${format} in which ${what} is not there yet gives one finding`, () => {
      const random = randomBelow(SEED);
      const sources = all.filter(({ doc }) => doc.format === format);
      const buried: string[] = [];
      let count = 0;
      for (const source of sources) {
        for (let round = 0; round < 2 * ROUNDS; round++) {
          const { text } = source.doc;
          const at = 1 + random(text.length - 1);
          const half = { kind: 'a deleted bracket' as const, text: cut(text, at), at: { start: at, end: at }, what };
          const found = foundBy(half, source);
          count++;
          if (found.length > 1) buried.push(`${source.file} at ${at}\n${annotated(half.text, found)}`);
        }
      }
      // Where a line is lost that opened an object, the rest reads in two ways; where YAML ends behind a whole state, several may be missing.
      const most = Math.ceil(count * 0.03);
      assert.ok(buried.length <= most, `${buried.length} of ${count}:\n${buried.slice(0, 3).join('\n\n')}`);
    });
  }
});

/**
 * From a cold text to all its problems, beside the two tools that people use today: the AWS Toolkit's language
 * service and asl-validator. All read the same text and find nothing, since nothing is wrong with it.
 */

import { getLanguageService, getYamlLanguageService } from 'amazon-states-language-service';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { type Format, parseAsl } from '#asl';
import type { Json } from '#asl/json';
import { diagnose } from '#language';
import { sideBySide } from '../measure.ts';
import { rowOf, type Tell } from '../report.ts';
import { broken, definitionOf, LARGEST, PRINT, textOfSize } from './documents.ts';

const TOOLKIT = 'amazon-states-language-service 1.16.1';
const VALIDATOR = 'asl-validator 4.0.0';
/** About the median of the public definitions, and what the goals name. */
const SIZES: readonly (readonly [string, (print: (definition: Json) => string) => string, boolean])[] = [
  ['13 states', (print) => print(definitionOf(13)), false],
  ['1,000 states', (print) => print(definitionOf(1000)), false],
  ['just under 1 MB', (print) => textOfSize(LARGEST, print).text, true],
];

type Validator = (definition: unknown) => { readonly errors: readonly unknown[] };

/** Milliseconds from the text to its problems. */
export async function judging(tell: Tell, rounds: number): Promise<void> {
  // It comes without types.
  const name: string = 'asl-validator';
  const { default: validator } = (await import(name)) as { readonly default: Validator };
  for (const format of ['json', 'yaml'] as const) {
    for (const [size, textOf, isSlow] of SIZES) {
      const text = textOf(PRINT[format]);
      const times = await sideBySide(
        [
          { name: 'ours', run: () => found(problemsIn(text, format)) },
          { name: TOOLKIT, run: () => byToolkit(text, format), isSlow },
          { name: VALIDATOR, run: () => byValidator(validator, text, format), isSlow },
        ],
        0,
        rounds,
      );
      const time = (name: string) => times.get(name) ?? Number.NaN;
      for (const peer of [TOOLKIT, VALIDATOR])
        tell(rowOf(`language: problems of ${size} in ${format.toUpperCase()}`, time('ours'), time(peer), peer, 'ms'));
    }
    await judgingBroken(tell, rounds, format);
  }
}

/** A text in which a sign is missing takes about as long as one in which none is. */
async function judgingBroken(tell: Tell, rounds: number, format: Format): Promise<void> {
  const { text } = textOfSize(LARGEST, PRINT[format]);
  const unfinished = broken(text, format);
  if (problemsIn(unfinished, format) === 0) throw new Error('Nothing is wrong with the broken text.');
  const times = await sideBySide(
    [
      { name: 'whole', run: () => found(problemsIn(text, format)) },
      { name: 'broken', run: () => found(Math.min(problemsIn(unfinished, format), 0)) },
    ],
    0,
    rounds,
  );
  const time = (name: string) => times.get(name) ?? Number.NaN;
  const name = `language: problems of a broken 1 MB in ${format.toUpperCase()}`;
  tell(rowOf(name, time('broken'), time('whole'), 'the one that is not broken', 'ms'));
}

const problemsIn = (text: string, format: Format): number => diagnose(parseAsl(text, format)).length;
const found = async (problems: number) => ({ output: problems, events: 0 });

async function byToolkit(text: string, format: Format) {
  const service = format === 'json' ? getLanguageService({}) : getYamlLanguageService({});
  const document = TextDocument.create('file:///machine.asl', format === 'json' ? 'asl' : 'asl-yaml', 1, text);
  const parsed = service.parseJSONDocument(document);
  const problems = await service.doValidation(document, parsed);
  return found(problems.filter(({ severity }) => severity === 1).length);
}

async function byValidator(validator: Validator, text: string, format: Format) {
  const { errors } = validator(format === 'json' ? JSON.parse(text) : parse(text));
  return found(errors.length);
}

/**
 * The rules over everything that was labelled, recorded or measured: definitions that AWS takes get no error, those
 * that it refuses get one at the right place. The corpora lie beside the project and are read there.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AslDocument, parseAsl, stringOf } from '#asl';
import { parseResource, type Resource } from '#asl/services/resource';
import { type AwsAnswer, applyEdits, type Diagnostic, diagnose, type MachineType } from '#language';
import { SERVICES } from '../services.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const hasCorpus = existsSync(new URL('definitions/INDEX.json', CORPUS));

interface Labelled {
  readonly file: string;
  readonly label: 'valid' | 'invalid';
  readonly confidence: 'high' | 'medium' | 'template' | 'lint' | 'conditional' | 'doubtful';
  readonly whatIsInvalid?: string;
  readonly expected: readonly {
    readonly location?: string;
    readonly range?: { readonly start: { line: number }; readonly end: { line: number } };
  }[];
}

/** The test that this template comes from fills its `ErrorEquals` before AWS sees it; AWS refuses an empty one. */
const FILLED_BY_ITS_TEST = 'localstack-aws/valid/task_service_lambda_invoke_catch_tbd.json';

/** Its resource is `__tbd__`: the test puts an activity there. */
const RESOURCE_IN_ITS_TEST = 'localstack-aws/invalid/express_activity.json';

/** `StartAt` names no state, so that no state is reached: we report the start, the tool that it comes from the states. */
const START_IS_THE_MISTAKE = 'Unreachable_State--Shows_diagnostic_for_an_unreachable_state.json';

function judged(text: string, format: 'json' | 'yaml', machineType?: MachineType): Diagnostic[] {
  const found = diagnose(parseAsl(text, format), { machineType, services: SERVICES });
  for (const { failure } of found) if (failure) throw failure;
  return found;
}

/** The rules that compare calls with what services take. A hint is no finding. */
const CALL_RULES = new Set([
  'missing-parameter',
  'parameter-type',
  'parameter-value',
  'service-error-name',
  'unknown-action',
  'unknown-parameter',
  'unsupported-pattern',
]);
const isAboutCalls = ({ code, severity }: Diagnostic): boolean => CALL_RULES.has(code) && severity !== 'hint';

const callsOfTasks = ({ machines }: AslDocument): Resource[] =>
  machines.flatMap(({ states }) =>
    states.flatMap(({ type, node }) => (type === 'Task' ? [parseResource(stringOf(node, 'Resource') ?? '')] : [])),
  );

const errorsIn = (found: readonly Diagnostic[]): Diagnostic[] => found.filter(({ severity }) => severity === 'error');

const told = (found: readonly Diagnostic[]): string =>
  found.map(({ code, message }) => `${code}: ${message}`).join('\n');

function percent(part: number, whole: number): string {
  return `${part} of ${whole} (${((100 * part) / Math.max(whole, 1)).toFixed(1)} %)`;
}

describe('labelled definitions', function () {
  if (!hasCorpus) {
    it('are not on this machine: ../shared/corpus/definitions');
    return;
  }
  this.timeout(120_000);
  const { definitions } = JSON.parse(readFileSync(new URL('definitions/INDEX.json', CORPUS), 'utf8')) as {
    definitions: Labelled[];
  };
  const results = definitions.map((labelled) => {
    const text = readFileSync(new URL(`definitions/${labelled.file}`, CORPUS), 'utf8');
    const machineType: MachineType | undefined = labelled.confidence === 'conditional' ? 'EXPRESS' : undefined;
    const format = /\.ya?ml$/.test(labelled.file) ? 'yaml' : 'json';
    const found = judged(text, format, machineType);
    return { ...labelled, text, doc: parseAsl(text, format), found, errors: errorsIn(found) };
  });
  const of = (label: string, ...confidences: string[]) =>
    results.filter((one) => one.label === label && confidences.includes(one.confidence));

  it('that are valid get no error', () => {
    const valid = of('valid', 'high', 'template', 'medium').filter(({ file }) => file !== FILLED_BY_ITS_TEST);
    const wrong = valid.filter(({ errors }) => errors.length > 0);
    console.log(`      false alarms: ${percent(wrong.length, valid.length)}`);
    assert.deepEqual(
      wrong.map(({ file, errors }) => `${file}\n${told(errors)}`),
      [],
    );
  });

  it('that are valid get no finding about the services that they call', () => {
    const valid = of('valid', 'high', 'template', 'medium');
    const calls = valid.flatMap(({ doc }) => callsOfTasks(doc));
    const wrong = valid.flatMap(({ file, found }) =>
      found.filter(isAboutCalls).map((one) => `${file}\n${told([one])}`),
    );
    const [sdk, optimized] = [
      calls.filter(({ kind }) => kind === 'sdk'),
      calls.filter(({ kind }) => kind === 'optimized'),
    ];
    console.log(`      SDK tasks: ${sdk.length}, optimized: ${optimized.length}, false findings: ${wrong.length}`);
    assert.ok(sdk.length > 150 && optimized.length > 350);
    assert.deepEqual(wrong, []);
  });

  it('that are filled in by their test get no error but for what is not filled in', () => {
    const one = results.find(({ file }) => file === FILLED_BY_ITS_TEST);
    assert.deepEqual(
      one?.errors.map(({ code, aws }) => `${code} ${aws?.location}`),
      ['empty-value /States/InvokeLambda/Catch[0]/ErrorEquals'],
    );
  });

  it('that are invalid get an error', () => {
    for (const confidence of ['high', 'medium', 'conditional']) {
      const invalid = of('invalid', confidence);
      const missed = invalid.filter(({ errors, file }) => errors.length === 0 && file !== RESOURCE_IN_ITS_TEST);
      console.log(
        `      found, ${confidence}: ${percent(invalid.filter(({ errors }) => errors.length).length, invalid.length)}`,
      );
      assert.deepEqual(
        missed.map(({ file, whatIsInvalid }) => `${file}: ${whatIsInvalid}`),
        [],
      );
    }
  });

  it('that are invalid get it where AWS or the tool that they come from says', () => {
    const placed = of('invalid', 'high').filter(({ expected }) =>
      expected.some(({ location, range }) => location?.startsWith('/') || range),
    );
    const misplaced = placed.filter(
      ({ text, found, expected }) => !expected.some((one) => found.some((finding) => isAt(text, finding, one))),
    );
    console.log(`      at the right place: ${percent(placed.length - misplaced.length, placed.length)}`);
    assert.deepEqual(
      misplaced
        .filter(({ file }) => !file.endsWith(START_IS_THE_MISTAKE))
        .map(({ file, errors, whatIsInvalid }) => `${file}: ${whatIsInvalid}\n${told(errors)}`),
      [],
    );
  });

  it('lose a finding by each of its quick fixes, and keep their form', () => {
    let count = 0;
    for (const { file, text, found } of results) {
      const format = /\.ya?ml$/.test(file) ? 'yaml' : 'json';
      for (const finding of found) {
        const same = (all: readonly Diagnostic[]): number =>
          all.filter(({ code, message }) => code === finding.code && message === finding.message).length;
        for (const { title, edits } of finding.fixes?.() ?? []) {
          count++;
          const fixed = parseAsl(applyEdits(text, edits), format);
          assert.ok(fixed.problems.length <= parseAsl(text, format).problems.length, `${file}: ${title}`);
          assert.ok(
            same(diagnose(fixed, { services: SERVICES })) < same(found),
            `${file}: ${title} does not remove "${finding.message}"`,
          );
        }
      }
    }
    console.log(`      quick fixes applied: ${count}`);
    assert.ok(count > 100);
  });

  it('that are a mistake which AWS takes get a warning', () => {
    const lint = of('invalid', 'lint');
    const warned = lint.filter(({ found }) => found.some(({ severity }) => severity === 'warning'));
    console.log(`      warned: ${percent(warned.length, lint.length)}`);
    assert.deepEqual(
      lint.filter((one) => !warned.includes(one)).map(({ file }) => file),
      [],
    );
    assert.deepEqual(lint.flatMap(({ errors }) => told(errors)).filter(Boolean), []);
  });
});

function isAt(text: string, error: Diagnostic, expected: Labelled['expected'][number]): boolean {
  if (expected.location !== undefined) return error.aws?.location === expected.location;
  const line = text.slice(0, error.range.start).split('\n').length - 1;
  return expected.range !== undefined && line >= expected.range.start.line && line <= expected.range.end.line;
}

interface Case {
  readonly kind: string;
  readonly type?: MachineType;
  readonly stateMachineType?: MachineType;
  readonly definition?: unknown;
  readonly definitionText?: string;
  readonly expected: {
    readonly result?: 'OK' | 'FAIL';
    readonly exception?: { readonly message?: string };
    readonly diagnostics?: readonly {
      severity: string;
      code: string;
      message?: string;
      messagePrefix?: string;
      location?: string;
    }[];
  };
}

/** The recorder's names of resources that a fixture made stand for their ARNs. */
const ACTIVITY = 'arn:aws:states:us-east-1:111111111111:activity:name';

function readCase(file: string): Case & { readonly file: string; readonly text: string | undefined } {
  const one = JSON.parse(readFileSync(file, 'utf8')) as Case;
  const text =
    one.definitionText ?? (one.definition === undefined ? undefined : JSON.stringify(one.definition, null, 2));
  return {
    ...one,
    file: file.split('/corpus/')[1] ?? file,
    text: text?.replaceAll('"activity_arn"', JSON.stringify(ACTIVITY)),
  };
}

function casesIn(folder: string): ReturnType<typeof readCase>[] {
  const root = fileURLToPath(new URL(folder, CORPUS));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => readCase(`${root}/${name}`));
}

describe('what AWS answered', function () {
  if (!hasCorpus) {
    it('is not on this machine: ../shared/corpus/histories and measured');
    return;
  }
  this.timeout(120_000);
  const cases = [...casesIn('histories/cases'), ...casesIn('measured/cases')].flatMap((one) => {
    if (one.text === undefined) return [];
    const found = judged(one.text, 'json', one.stateMachineType ?? one.type ?? 'STANDARD');
    return [{ ...one, found, errors: errorsIn(found) }];
  });

  it('to definitions that it ran: no error', () => {
    const ran = cases.filter(({ kind }) =>
      ['execution', 'express', 'distributed-map', 'variable-references', 'history'].includes(kind),
    );
    const wrong = ran.filter(({ errors }) => errors.length > 0);
    console.log(`      false alarms: ${percent(wrong.length, ran.length)}`);
    assert.ok(ran.length > 700);
    assert.deepEqual(
      ran.flatMap(({ file, found }) => found.filter(isAboutCalls).map((one) => `${file}\n${told([one])}`)),
      [],
    );
    assert.deepEqual(
      wrong.map(({ file, errors }) => `${file}\n${told(errors)}`),
      [],
    );
  });

  it('to definitions that it checked: taken and refused alike', () => {
    const checked = cases.filter(({ kind }) => kind === 'validation');
    const differs = checked.filter((one) => isRefused(one) !== one.errors.length > 0);
    console.log(`      agreed: ${percent(checked.length - differs.length, checked.length)}`);
    assert.ok(checked.length > 200);
    assert.deepEqual(
      differs.map(({ file, errors }) => `${file}\n${told(errors)}`),
      [],
    );
  });

  it('in its own words: code, message and location', () => {
    const answers = cases
      .filter(({ kind }) => kind === 'validation')
      .flatMap((one) => (one.expected.diagnostics ?? []).map((answer) => ({ ...one, answer })));
    const missing = answers.filter(({ answer, errors }) => !errors.flatMap(awsOf).some((ours) => isSame(ours, answer)));
    console.log(`      the same words: ${percent(answers.length - missing.length, answers.length)}`);
    assert.deepEqual(
      missing.map(({ file, answer }) => `${file}: ${JSON.stringify(answer)}`),
      [],
    );
  });

  it('when it refused to create a machine, in its own words', () => {
    const refused = cases.filter(
      ({ kind, expected }) =>
        kind === 'validation' &&
        /^Invalid State Machine Definition: '[A-Z_]+: /.test(expected.exception?.message ?? ''),
    );
    const sentence = ({ code, message, location }: AwsAnswer): string => `${code}: ${message} at ${location ?? 'null'}`;
    const missing = refused.filter(
      ({ expected, errors }) =>
        !errors.flatMap(awsOf).some((ours) => expected.exception?.message?.includes(sentence(ours))),
    );
    console.log(`      the same words: ${percent(refused.length - missing.length, refused.length)}`);
    assert.deepEqual(
      missing.map(({ file, expected }) => `${file}: ${expected.exception?.message}`),
      [],
    );
  });
});

function isRefused({ expected }: Case): boolean {
  if (expected.result) return expected.result === 'FAIL';
  return expected.exception !== undefined || (expected.diagnostics ?? []).some(({ severity }) => severity === 'ERROR');
}

const awsOf = ({ aws, awsAlso = [] }: Diagnostic): AwsAnswer[] => (aws ? [aws, ...awsAlso] : [...awsAlso]);

function isSame(ours: AwsAnswer, answer: NonNullable<Case['expected']['diagnostics']>[number]): boolean {
  const { code, message, messagePrefix, location } = answer;
  if (ours.code !== code || ours.location !== location) return false;
  if (messagePrefix !== undefined) return ours.message?.startsWith(messagePrefix) === true;
  // The wording and the place of a mistake in JSON itself are those of AWS's parser.
  return message === undefined || code === 'INVALID_JSON_DESCRIPTION' || ours.message === message;
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatOf, parseAsl } from '#asl';
import { diagnose, RULES } from '#language';
import { SERVICES } from '../services.ts';
import { checkDiagnostics, unindented } from './fixture.ts';

const codesOf = (text: string, settings = {}): string[] =>
  diagnose(parseAsl(unindented(text), formatOf(text)), settings).map(({ code, severity }) => `${severity} ${code}`);

describe('diagnose', () => {
  const twoMistakes = `
    {
      "StartAt": "Nope",
      "States": { "A": { "Type": "Wait", "Seconds": -1, "End": true } }
    }
  `;

  it('gives findings in the order of the text', () => {
    assert.deepEqual(codesOf(twoMistakes), ['error unknown-state', 'error out-of-range']);
  });

  it('takes the weight of a rule from the settings', () => {
    assert.deepEqual(codesOf(twoMistakes, { severities: { 'unknown-state': 'hint' } }), [
      'hint unknown-state',
      'error out-of-range',
    ]);
    assert.deepEqual(codesOf(twoMistakes, { severities: { 'unknown-state': 'off' } }), ['error out-of-range']);
  });

  it('stops between rules once nobody wants the answer', () => {
    assert.deepEqual(codesOf(twoMistakes, { isCancelled: () => true }), []);
  });

  it('gives plain data: a finding does not drag the tree along', () => {
    const [finding] = diagnose(parseAsl(unindented(twoMistakes), 'json'));
    assert.deepEqual(Object.keys(finding?.range ?? {}), ['start', 'end']);
    assert.doesNotThrow(() => JSON.stringify(finding));
  });

  it('says what AWS answers, with what follows from the same mistake', () => {
    const [finding] = diagnose(parseAsl(unindented(twoMistakes), 'json'));
    assert.deepEqual(finding?.aws, {
      code: 'MISSING_TRANSITION_TARGET',
      message: "Missing 'Next' target: Nope",
      location: '/StartAt',
    });
    assert.deepEqual(finding?.awsAlso, [
      { code: 'MISSING_TRANSITION_TARGET', message: 'State "A" is not reachable.', location: '/States/A' },
    ]);
  });
});

describe('diagnose on broken text', () => {
  it('reports a missing bracket once, not what follows from it', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": "B",
                                           ^ error[syntax]: A closing brace '}' is missing here.
          "B": { "Type": "Succeed" }
        }
      }
    `);
  });

  it('keeps what is surely wrong elsewhere', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Wait", "Seconds": -1, "Next": "B" },
                                            ^^ error[out-of-range]: 'Seconds' must be at least 0.
          "B": { "Type": "Pass", "InputPath": "x", "Next": "Nowhere" },
                                              ^^^ error[jsonpath-syntax]: 'InputPath' must be a JSONPath: a text that begins with '$'.
          "C": { "Type": "Parallel", "Branches": [{ "StartAt": "D", "States": {
                                                                              ^ error[syntax]: A closing brace '}' is missing here.
        }
      }
    `);
  });

  it('judges everything while no bracket is missing', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Next": },
                                       ^ error[syntax]: A value is missing after 'Next'.
          "B": { "Type": "Wait", "Foo": 1, "Se" },
                                 ^^^^^ error[unknown-field]: A Wait state has no field 'Foo'.
                                              ^ error[syntax]: A colon and a value are missing after 'Se'.
          "C": { "Type": "Pass", "Next": "Nowhere", }
                                         ^^^^^^^^^ error[unknown-state]: There is no state 'Nowhere' in this scope.
                                                  ^ error[syntax]: No comma may stand after the last property.
        }
      }
    `);
  });

  it('says of a text that is no JSON at all only that', () => {
    assert.deepEqual(
      diagnose(parseAsl('not a definition', 'json')).map(({ code }) => code),
      ['syntax'],
    );
  });

  it('takes unquoted placeholders for values', () => {
    checkDiagnostics(`
      {
        "StartAt": \${First},
        "States": {
          "A": { "Type": "Wait", "Seconds": \${Seconds}, "Next": \${Next} },
          "B": { "Type": "Task", "Resource": \${Resource}, "Parameters": \${Parameters}, "Retry": \${Retry}, "End": true },
          "C": \${State}
        }
      }
    `);
  });

  it('judges every beginning of a definition without an internal error', () => {
    const text = unindented(`
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a[0]", "StringEquals": "x", "Next": "B" }], "Default": "B" },
          "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName.$": "States.Format('{}', $.f)" }, "Next": "C" },
          "C": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $sum($states.input.a) %}", "End": true }
        }
      }
    `);
    for (let end = 0; end <= text.length; end++) {
      for (const format of ['json', 'yaml'] as const) {
        const failed = diagnose(parseAsl(text.slice(0, end), format), { services: SERVICES }).find(
          ({ failure }) => failure,
        );
        assert.equal(failed?.failure, undefined, `${format} at ${end}`);
      }
    }
  });
});

describe('diagnose on hostile text', () => {
  const pass = (field: string, language = 'JSONPath'): string =>
    `{"QueryLanguage": "${language}", "StartAt": "A", "States": {"A": {"Type": "Pass", ${field}, "End": true}}}`;

  const texts: Readonly<Record<string, string>> = {
    'brackets without end': '['.repeat(20_000),
    'braces without end': '{"States":'.repeat(20_000),
    'a template without end': `{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":${'{"a":'.repeat(20_000)}`,
    'a deep expression': pass(`"Output": "{% ${'('.repeat(20_000)} %}"`, 'JSONata'),
    'a long expression': pass(`"Output": "{% ${'1+'.repeat(20_000)}1 %}"`, 'JSONata'),
    'a deep path': pass(`"InputPath": "$${'[?(@.a'.repeat(5000)}"`),
    'a deep intrinsic function': pass(`"Parameters": {"a.$":"${'States.Array('.repeat(5000)}"}`),
  };

  for (const [name, text] of Object.entries(texts)) {
    it(`answers to ${name}`, () => {
      const found = diagnose(parseAsl(text, 'json'));
      const failures = found.flatMap(({ failure }) => failure ?? []);
      assert.deepEqual(failures, []);
      assert.ok(found.length > 0);
    });
  }

  it('answers soon where no name fits', () => {
    const states = Array.from({ length: 2000 }, (_, i) => {
      return [`State number ${i}`, { Type: 'Pass', Next: `Stat number ${i}` }];
    });
    const found = diagnose(parseAsl(JSON.stringify({ StartAt: 'x', States: Object.fromEntries(states) }), 'json'));
    assert.equal(found.filter(({ code }) => code === 'unknown-state').length, 2001);
    assert.equal(found.filter(({ awsAlso }) => awsAlso?.length).length, 1);
  });

  it('answers soon where every word of a long text is a mistake', function () {
    // Comparing each finding with each place takes minutes.
    this.timeout(20_000);
    const words = 60_000;
    const doc = parseAsl(`{"StartAt": "A", "States": {${'"a":\n'.repeat(words)}}}`, 'json');
    assert.ok(diagnose(doc).length > words);
  });
});

describe('the table of rules', () => {
  const codes = RULES.map(({ code }) => code);

  it('is sorted and has every rule once', () => {
    assert.deepEqual(codes, [...new Set(codes)].sort());
  });

  it('has every file of the folder, and each has a test', () => {
    const files = (folder: URL, ending: string): string[] =>
      readdirSync(folder)
        .filter((name) => name.endsWith(ending) && name !== 'index.ts')
        .map((name) => name.slice(0, -ending.length))
        .sort();
    assert.deepEqual(files(new URL('../../language/rules/', import.meta.url), '.ts'), codes);
    assert.deepEqual(files(new URL('./rules/', import.meta.url), '.test.ts'), codes);
  });

  it('is what the documentation page says', () => {
    const script = fileURLToPath(new URL('../../scripts/make-rules-docs.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });

  it('documents every rule with what is wrong and what is right', () => {
    for (const { code, doc } of RULES) {
      assert.match(code, /^[a-z]+(?:-[a-z]+)*$/);
      assert.ok(doc.length > 80, code);
      assert.match(doc, /Wrong: |Instead: |Move parts /, code);
    }
  });
});

/** What a document says about its own findings, and the quick fixes and completions that write it. */
import assert from 'node:assert/strict';
import { formatOf, parseAsl } from '#asl';
import { applyEdits, awsRefusalOf, completion, diagnose, suppressions } from '#language';
import { checkDiagnostics, readFixture, unindented } from '../fixture.ts';

const codesOf = (source: string): string[] => {
  const text = unindented(source);
  return diagnose(parseAsl(text, formatOf(text))).map(({ code, severity }) => `${severity} ${code}`);
};

describe('directives', () => {
  it('turn a rule off for the next line, for this line, for a state, for the file', () => {
    const machine = (file: string, above: string, nextLine: string, line: string): string => `
      ${file}
      StartAt: A
      States:
        ${above}
        A:
          Type: Wait
          ${nextLine}
          Seconds: -1 ${line}
          End: true
    `;
    assert.deepEqual(codesOf(machine('', '', '', '')), ['error out-of-range']);
    assert.deepEqual(codesOf(machine('# stepwright file out-of-range', '', '', '')), []);
    assert.deepEqual(codesOf(machine('', '# stepwright state out-of-range', '', '')), []);
    assert.deepEqual(codesOf(machine('', '', '# stepwright next-line out-of-range', '')), []);
    assert.deepEqual(codesOf(machine('', '', '', '# stepwright line out-of-range')), []);
    assert.deepEqual(codesOf(machine('', '', '# stepwright state out-of-range -- it is filled in later', '')), []);
  });

  it('give another weight; the narrowest one counts', () => {
    assert.deepEqual(
      codesOf(`
        # stepwright file out-of-range=warning, unreachable-state=hint
        StartAt: A
        States:
          A:
            Type: Wait
            Seconds: -1
            End: true
          B:
            Type: Wait
            # stepwright state out-of-range=information
            Seconds: -1
            End: true
      `),
      ['warning out-of-range', 'hint unreachable-state', 'information out-of-range'],
    );
  });

  it('stand in comments of JSON', () => {
    assert.deepEqual(
      codesOf(`
        {
          // stepwright file comment-in-json
          "StartAt": "A",
          "States": {
            /* stepwright state out-of-range */
            "A": { "Type": "Wait", "Seconds": -1, "End": true }
          }
        }
      `),
      [],
    );
  });

  it('stand in the Comment field of JSON that goes to AWS as it is', () => {
    const text = unindented(`
      {
        "Comment": "Orders [stepwright unreachable-state=hint]",
        "StartAt": "A",
        "States": {
          "A": { "Type": "Wait", "Comment": "Later [stepwright out-of-range]", "Seconds": -1, "End": true },
          "B": { "Type": "Wait", "Seconds": -1, "End": true }
        }
      }
    `);
    assert.deepEqual(codesOf(text), ['hint unreachable-state', 'error out-of-range']);
    assert.match(awsRefusalOf(text) ?? '', /Minimum value is 0 at \/States\/A\/Seconds/);
  });

  it('bring a rule back that the settings turn off', () => {
    const text = unindented(`
      # stepwright file out-of-range=warning
      StartAt: A
      States:
        A: { Type: Wait, Seconds: -1, End: true }
    `);
    const found = diagnose(parseAsl(text, 'yaml'), { severities: { 'out-of-range': 'off' } });
    assert.deepEqual(
      found.map(({ code, severity }) => `${severity} ${code}`),
      ['warning out-of-range'],
    );
  });

  it('never hide a mistake of the text itself', () => {
    assert.deepEqual(codesOf('# stepwright file syntax\nStartAt: A\nStates:\n  A: {Type: Pass\n'), [
      'warning directive-name',
      'error syntax',
    ]);
  });
});

describe('quick fixes that disable a rule', () => {
  const source = `
    StartAt: A
    States:
      A:
        Type: Wait
        Seconds: -1
        End: true
  `;

  it('write a comment, after which nothing is found', () => {
    const { doc } = readFixture(source);
    const [finding] = diagnose(doc);
    assert.ok(finding);
    const fixes = suppressions(doc, finding);
    assert.deepEqual(
      fixes.map(({ title }) => title),
      [
        "Disable 'out-of-range' for this line",
        "Disable 'out-of-range' for this state",
        "Disable 'out-of-range' for this file",
      ],
    );
    for (const { edits } of fixes) assert.deepEqual(codesOf(applyEdits(doc.text, edits)), []);
    assert.equal(
      applyEdits(doc.text, fixes[0]?.edits ?? []),
      unindented(`
        StartAt: A
        States:
          A:
            Type: Wait
            # stepwright next-line out-of-range
            Seconds: -1
            End: true
      `),
    );
  });

  it('add to the comment that is there', () => {
    const { doc } = readFixture(`
      # stepwright file unreachable-state
      StartAt: A
      States:
        A: { Type: Wait, Seconds: -1, End: true }
        B: { Type: Pass, End: true }
    `);
    const finding = diagnose(doc).find(({ code }) => code === 'out-of-range');
    assert.ok(finding);
    const text = applyEdits(doc.text, suppressions(doc, finding).at(-1)?.edits ?? []);
    assert.match(text, /^# stepwright file unreachable-state, out-of-range\n/);
    assert.deepEqual(codesOf(text), []);
  });

  it('use the Comment field in JSON', () => {
    const { doc } = readFixture(`
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Wait", "Comment": "Later", "Seconds": -1, "End": true }
        }
      }
    `);
    const [finding] = diagnose(doc);
    assert.ok(finding);
    const fixes = suppressions(doc, finding);
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ["Disable 'out-of-range' for this state", "Disable 'out-of-range' for this file"],
    );
    for (const { edits } of fixes) assert.deepEqual(codesOf(applyEdits(doc.text, edits)), []);
    assert.match(applyEdits(doc.text, fixes[0]?.edits ?? []), /"Comment": "Later \[stepwright out-of-range\]"/);
  });

  it('put no comment into a text of several lines', () => {
    const { doc } = readFixture(`
      QueryLanguage: JSONata
      StartAt: A
      States:
        A:
          Type: Pass
          Output: |-
            {%
              $sun([1])
            %}
          End: true
    `);
    const [finding] = diagnose(doc);
    assert.ok(finding);
    assert.deepEqual(
      suppressions(doc, finding).map(({ title }) => title),
      ["Disable 'jsonata-function' for this state", "Disable 'jsonata-function' for this file"],
    );
  });
});

describe('completion in a directive', () => {
  const labels = (source: string): string[] => {
    const { doc, cursor = 0 } = readFixture(source);
    return completion(doc, cursor).map(({ label }) => label);
  };

  it('proposes what it holds for, rules and weights', () => {
    assert.deepEqual(labels('# stepwright $0\nStartAt: A\n'), ['line', 'next-line', 'state', 'file']);
    assert.ok(labels('# stepwright file unr$0\nStartAt: A\n').includes('unreachable-state'));
    assert.deepEqual(labels('# stepwright file error-name=$0\nStartAt: A\n'), [
      'error',
      'warning',
      'information',
      'hint',
      'off',
    ]);
    assert.ok(labels('{ "Comment": "x [stepwright $0]", "StartAt": "A" }').includes('error-name'));
    assert.deepEqual(labels('# a comment $0\nStartAt: A\n'), []);
  });
});

describe('directives that do nothing', () => {
  it('are found', () => {
    checkDiagnostics(`
      # stepwright file eror-name, unreachable-state
                        ^^^^^^^^^ warning[directive-name]: There is no rule 'eror-name'. Did you mean 'error-name'?
                                   ^^^^^^^^^^^^^^^^^ hint[directive-unused]: 'unreachable-state' finds nothing here, so this is not needed.
      StartAt: A
      States:
        A: { Type: Succeed }
    `);
  });
});

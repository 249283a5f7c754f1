/** Completion proposes what is legal at a place and writes it as the text around it is written. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { applyEdits, type CompletionItem, completion, diagnose } from '#language';
import { corpusFiles, hasCorpus } from '../../asl/corpus.ts';
import { atCursor } from '../../asl/cursor.ts';
import { SERVICES } from '../../services.ts';

const labels = (source: string): string[] => {
  const { doc, offset } = atCursor(source);
  return [...completion(doc, offset, undefined, SERVICES)]
    .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .map(({ label }) => label);
};

/** What an editor does with a proposal; tab stops become their defaults, further lines get the indentation of the line. */
function accept(text: string, item: CompletionItem): string {
  const lineStart = text.lastIndexOf('\n', item.range.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, item.range.start))?.[0] ?? '';
  const plain = item.isSnippet
    ? item.newText
        .replace(/(?<!\\)\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
        .replace(/(?<!\\)\$\{\d+:([^}]*)\}/g, '$1')
        .replace(/(?<!\\)\$\d/g, '')
        .replace(/\\([\\$}])/g, '$1')
        .replaceAll('\n', `\n${indent}`)
    : item.newText;
  return applyEdits(text, [...(item.additional ?? []), { range: item.range, newText: plain }]);
}

function check(source: string, label: string, expected: string): void {
  const { doc, offset } = atCursor(source);
  const items = completion(doc, offset, undefined, SERVICES);
  const item = items.find((found) => found.label === label);
  assert.ok(item, `no '${label}' among: ${items.map((found) => found.label).join(', ')}`);
  assert.equal(accept(doc.text, item), expected);
  // An editor shows a proposal only where the typed text fits it.
  const typed = doc.text.slice(item.range.start, offset).toLowerCase();
  const target = (item.filterText ?? item.label).toLowerCase();
  let at = 0;
  for (const character of typed) at = target.indexOf(character, at) + 1 || Number.NaN;
  assert.ok(!Number.isNaN(at), `'${typed}' does not fit '${target}'`);
}

const inTask = (members: string): string => `{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Task",
${members}
    },
    "B b": { "Type": "Succeed", "Comment": "the end" }
  }
}`;

describe('completion of fields in JSON', () => {
  it('proposes what the state may still have, required fields first', () => {
    const found = labels(inTask('      "Next": "B b",\n      $0'));
    assert.deepEqual(found.slice(0, 1), ['Resource']);
    assert.ok(found.includes('Parameters') && found.includes('TimeoutSeconds') && found.includes('Catch'));
    for (const absent of ['Type', 'Next', 'End', 'Arguments', 'Output', 'Choices', 'Seconds'])
      assert.ok(!found.includes(absent), absent);
  });
  it('proposes the fields of JSONata in a JSONata state', () => {
    const found = labels(inTask('      "QueryLanguage": "JSONata",\n      $0'));
    assert.ok(found.includes('Arguments') && found.includes('Output'));
    assert.ok(!found.includes('Parameters') && !found.includes('TimeoutSecondsPath') && !found.includes('InputPath'));
  });
  it('writes key and value behind the last member', () =>
    check(
      inTask('      "Next": "B b",\n      $0'),
      'TimeoutSeconds',
      inTask('      "Next": "B b",\n      "TimeoutSeconds": 1'),
    ));
  it('adds the comma that is missing before', () =>
    check(inTask('      "Next": "B b"\n      $0'), 'Comment', inTask('      "Next": "B b",\n      "Comment": ""')));
  it('adds the comma that is missing behind', () =>
    check(inTask('      $0\n      "Next": "B b"'), 'Comment', inTask('      "Comment": "",\n      "Next": "B b"')));
  it('replaces a half-typed key that is not closed', () =>
    check(
      inTask('      "Next": "B b",\n      "Res$0'),
      'Resource',
      inTask('      "Next": "B b",\n      "Resource": ""'),
    ));
  it('replaces a half-typed key in its quotes', () =>
    check(
      inTask('      "Next": "B b",\n      "Res$0"'),
      'Resource',
      inTask('      "Next": "B b",\n      "Resource": ""'),
    ));
  it('replaces a half-typed word without quotes', () =>
    check(
      inTask('      "Next": "B b",\n      Res$0'),
      'Resource',
      inTask('      "Next": "B b",\n      "Resource": ""'),
    ));
  it('replaces only the key where a value follows', () =>
    check(inTask('      "Ne$0": "B b"'), 'Next', inTask('      "Next": "B b"')));
  it('indents the lines of a value', () =>
    check(
      inTask('      "End": true,\n      $0'),
      'Retry',
      inTask(
        '      "End": true,\n      "Retry": [\n        {\n          "ErrorEquals": ["States.ALL"],\n          "IntervalSeconds": 1,\n          "MaxAttempts": 3,\n          "BackoffRate": 2\n        }\n      ]',
      ),
    ));
  it('knows the objects inside a state', () => {
    assert.deepEqual(labels(inTask('      "Retry": [ { "ErrorEquals": ["x"], $0 } ]')), [
      'BackoffRate',
      'Comment',
      'IntervalSeconds',
      'JitterStrategy',
      'MaxAttempts',
      'MaxDelaySeconds',
    ]);
    assert.deepEqual(labels(inTask('      "Credentials": { $0 }')), ['RoleArn', 'RoleArn.$']);
  });
  it('proposes one comparison in a choice rule, and none beside And', () => {
    const rule = (members: string): string =>
      `{ "States": { "C": { "Type": "Choice", "Choices": [ { ${members} } ] } } }`;
    const empty = labels(rule('"Next": "A", $0'));
    assert.ok(empty.includes('Variable') && empty.includes('And') && empty.includes('StringEquals'));
    const begun = labels(rule('"Variable": "$.x", "StringEquals": "a", $0'));
    assert.deepEqual(begun, ['Next', 'Assign', 'Comment']);
    assert.deepEqual(labels(rule('"And": [], $0')), ['Next', 'Assign', 'Comment']);
    assert.ok(!labels(rule('"And": [ { $0 } ]')).includes('Next'));
  });
  it('proposes a field that depends on another only where it has a place', () => {
    const config = (members: string): string =>
      `{ "States": { "M": { "Type": "Map", "ItemProcessor": { "ProcessorConfig": { ${members} } } } } }`;
    assert.deepEqual(labels(config('"Mode": "INLINE", $0')), []);
    assert.deepEqual(labels(config('"Mode": "DISTRIBUTED", $0')), ['ExecutionType']);
  });
  it('begins a state with its type', () => assert.equal(labels('{ "States": { "A": { $0 } } }')[0], 'Type'));
  it('proposes the fields of the machine', () =>
    assert.deepEqual(labels('{ "States": {}, $0 }'), [
      'StartAt',
      'Comment',
      'QueryLanguage',
      'TimeoutSeconds',
      'Version',
    ]));
});

describe('completion of states', () => {
  it('proposes whole states in the language of the machine', () => {
    check(
      '{\n  "States": {\n    $0\n  }\n}',
      'Wait state',
      '{\n  "States": {\n    "Wait": {\n      "Type": "Wait",\n      "Seconds": 10,\n      "End": true\n    }\n  }\n}',
    );
    check(
      '{\n  "QueryLanguage": "JSONata",\n  "States": {\n    "A": {}\n    $0\n  }\n}',
      'Pass state',
      '{\n  "QueryLanguage": "JSONata",\n  "States": {\n    "A": {},\n    "Pass": {\n      "Type": "Pass",\n      "Output": {\n        "name": "{% $states.input.name %}"\n      },\n      "End": true\n    }\n  }\n}',
    );
  });
  it('leaves a text that parses, for every type, language and format', () => {
    for (const language of ['JSONPath', 'JSONata'])
      for (const source of [
        `{\n    "QueryLanguage": "${language}",\n    "States": {\n        $0\n    }\n}`,
        `QueryLanguage: ${language}\nStates:\n    $0\n`,
        `QueryLanguage: ${language}\nStates:\n  A:\n    Type: Succeed\n  $0\n`,
      ]) {
        const { doc, offset } = atCursor(source);
        const items = completion(doc, offset);
        assert.equal(items.length, 8);
        for (const item of items) {
          const after = parseAsl(accept(doc.text, item), doc.format);
          assert.deepEqual(after.problems, [], accept(doc.text, item));
          const added = after.machines[0]?.scope.states.find(({ name }) => name !== 'A');
          assert.equal(`${added?.type} state`, item.label);
        }
      }
  });
  it('leaves a machine to which only the way to the new state is missing, for every type, language and format', () => {
    for (const language of ['JSONPath', 'JSONata'])
      for (const source of [
        `{\n  "QueryLanguage": "${language}",\n  "StartAt": "Yes",\n  "States": {\n    "Yes": { "Type": "Pass", "Next": "12" },\n    "12": { "Type": "Succeed" }\n    $0\n  }\n}`,
        `QueryLanguage: ${language}\nStartAt: "Yes"\nStates:\n  "Yes":\n    Type: Pass\n    Next: "12"\n  "12":\n    Type: Succeed\n  $0\n`,
      ]) {
        const { doc, offset } = atCursor(source);
        for (const item of completion(doc, offset)) {
          const text = accept(doc.text, item);
          const errors = diagnose(parseAsl(text, doc.format)).filter(({ code }) => code !== 'unreachable-state');
          assert.deepEqual(
            errors.map(({ message }) => message),
            [],
            text,
          );
        }
      }
  });
  it('offers the states of the scope for a transition, those that nothing leads to first', () => {
    const { doc, offset } = atCursor(
      '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" }, "B": { "Type": "Succeed" }, $0 } }',
    );
    const item = completion(doc, offset).find(({ label }) => label === 'Choice state');
    assert.match(item?.newText ?? '', /"Next": "\$\{\d\|B,A\|\}"/);
    assert.match(item?.newText ?? '', /"Default": "\$\{\d\|B,A\|\}"/);
  });
  it('proposes the states of the scope, the state itself last', () => {
    assert.deepEqual(labels(inTask('      "Next": "$0"')), ['B b', 'A']);
    const inner = `{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [
      { "StartAt": "$0", "States": { "X": { "Type": "Pass" }, "Y": { "Type": "Pass" } } } ] } } }`;
    assert.deepEqual(labels(inner), ['X', 'Y']);
  });
  it('writes a name where nothing is typed, a part is typed, or quotes are open', () => {
    const expected = inTask('      "Next": "B b",\n      "Comment": "c"');
    check(inTask('      "Next": $0,\n      "Comment": "c"'), 'B b', expected);
    check(inTask('      "Next": $0\n      "Comment": "c"'), 'B b', expected);
    check(inTask('      "Next": "B$0",\n      "Comment": "c"'), 'B b', expected);
    check(inTask('      "Next": "$0\n      "Comment": "c"'), 'B b', expected);
    check(inTask('      "Next": B$0,\n      "Comment": "c"'), 'B b', expected);
  });
});

describe('completion of values', () => {
  it('proposes types, values of an enum, booleans', () => {
    assert.deepEqual(labels('{ "States": { "A": { "Type": "$0" } } }'), [
      'Task',
      'Parallel',
      'Map',
      'Pass',
      'Wait',
      'Choice',
      'Succeed',
      'Fail',
    ]);
    assert.deepEqual(labels('{ "QueryLanguage": $0 }'), ['JSONPath', 'JSONata']);
    assert.deepEqual(labels(inTask('      "End": $0')), ['true', 'false']);
  });
  it('proposes error names that the state can raise and the machine names', () => {
    const source = `{ "States": { "A": { "Type": "Task", "Retry": [ { "ErrorEquals": [ "States.Timeout", $0 ] } ] }, "F": { "Type": "Fail", "Error": "OutOfStock" } } }`;
    const found = labels(source);
    assert.equal(found[0], 'States.ALL');
    assert.ok(found.includes('OutOfStock') && found.includes('Lambda.TooManyRequestsException'));
    assert.ok(
      !found.includes('States.Timeout') &&
        !found.includes('States.Runtime') &&
        !found.includes('States.ItemReaderFailed'),
    );
    check(source, 'OutOfStock', source.replace('$0', '"OutOfStock"'));
    check(
      inTask('      "Retry": [ { "ErrorEquals": $0 } ]'),
      'States.ALL',
      inTask('      "Retry": [ { "ErrorEquals": ["States.ALL"] } ]'),
    );
  });
  it('adds the comma between two items', () =>
    check(
      inTask('      "Retry": [ { "ErrorEquals": [ "a" $0 ] } ]'),
      'States.Timeout',
      inTask('      "Retry": [ { "ErrorEquals": [ "a", "States.Timeout" ] } ]'),
    ));
  it('proposes service integrations in a Resource', () => {
    const found = labels(inTask('      "Resource": "$0"'));
    assert.ok(found.includes('arn:aws:states:::lambda:invoke') && found.includes('arn:aws:states:::ecs:runTask.sync'));
    check(
      inTask('      "Resource": "arn:aws:states:::sqs$0"'),
      'arn:aws:states:::sqs:sendMessage',
      inTask('      "Resource": "arn:aws:states:::sqs:sendMessage"'),
    );
  });
  it('proposes nothing inside a comment or a free text', () => {
    assert.deepEqual(labels('{ // $0\n }'), []);
    assert.deepEqual(labels(inTask('      "Comment": "$0"')), []);
  });
});

describe('completion of whole values', () => {
  it('writes objects and lists with what they need', () => {
    check(
      inTask('      "Retry": $0'),
      'Retry […]',
      inTask(
        '      "Retry": [\n        {\n          "ErrorEquals": ["States.ALL"],\n          "IntervalSeconds": 1,\n          "MaxAttempts": 3,\n          "BackoffRate": 2\n        }\n      ]',
      ),
    );
    check(
      inTask('      "Catch": [\n        $0\n      ]'),
      'catcher',
      inTask(
        '      "Catch": [\n        {\n          "ErrorEquals": ["States.ALL"],\n          "Next": "B b"\n        }\n      ]',
      ),
    );
    check(
      inTask('      "Credentials": $0'),
      'Credentials {…}',
      inTask('      "Credentials": {\n        "RoleArn": ""\n      }'),
    );
  });
  it('writes lists of YAML with their dashes', () => {
    const task = (members: string): string => `States:\n  A:\n    Type: Task\n${members}\n`;
    check(
      task('    Catch:\n      $0'),
      'Catch […]',
      task('    Catch:\n      - ErrorEquals: [States.ALL]\n        Next: '),
    );
    check(task('    Catch: $0'), 'Catch […]', task('    Catch: \n      - ErrorEquals: [States.ALL]\n        Next: '));
  });
  it('begins a path with its quotes', () => {
    check(inTask('      "InputPath": $0'), '$.', inTask('      "InputPath": "$."'));
    check(
      inTask('      "Parameters": { "a.$": $0 }'),
      '$$.',
      inTask('      "Parameters": { "a.$": "$$." }').replaceAll('$$$$', '$$'),
    );
    check(
      'States:\n  A:\n    Type: Task\n    InputPath: $0\n',
      '$.',
      'States:\n  A:\n    Type: Task\n    InputPath: $.\n',
    );
  });
  it('proposes the parameters that the integration of a Task needs', () => {
    const task = (members: string): string =>
      inTask(`      "Resource": "arn:aws:states:::sqs:sendMessage",\n      "Parameters": { ${members} }`);
    assert.deepEqual(labels(task('$0')).slice(0, 4), ['MessageBody', 'QueueUrl', 'MessageBody.$', 'QueueUrl.$']);
    assert.equal(labels(task('"QueueUrl.$": "$.q", $0')).includes('QueueUrl'), false);
    check(
      task('"QueueUrl": "q" $0'),
      'MessageBody',
      task('"QueueUrl": "q", "MessageBody": ""').replace('"q", "M', '"q", "M'),
    );
  });
  it('proposes the states that transitions name and nobody wrote yet', () => {
    assert.equal(labels('{ "StartAt": "First", "States": { $0 } }')[0], 'First');
    check(
      '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "Ship" },\n    "Sh$0"\n  }\n}',
      'Ship',
      '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass", "Next": "Ship" },\n    "Ship": {\n      "Type": ""\n    }\n  }\n}',
    );
  });
});

describe('completion of expressions in JSONPath', () => {
  const withVariables = (value: string): string => `{ "StartAt": "V", "States": {
    "V": { "Type": "Pass", "Assign": { "total.$": "$.t", "other": 1 }, "Next": "A" },
    "A": { "Type": "Task", "Parameters": { "a.$": "${value}" } } } }`;
  it('begins with the data, the context object, variables and functions', () => {
    const found = labels(withVariables('$0'));
    assert.deepEqual(found.slice(0, 4), ['$.', '$$.', '$other', '$total']);
    assert.ok(found.includes('States.Format'));
  });
  it('follows the context object', () => {
    assert.deepEqual(labels(withVariables('$$.$0')), ['Execution', 'State', 'StateMachine', 'Task']);
    assert.ok(labels(withVariables('$$.Execution.$0')).includes('Input'));
    check(withVariables('$$.Execution.In$0'), 'Input', withVariables('$$.Execution.Input'));
  });
  it('replaces the name of a variable or a function that is begun', () => {
    check(withVariables('$to$0'), '$total', withVariables('$total'));
    check(withVariables('States.Arr$0'), 'States.ArrayLength', withVariables('States.ArrayLength(array)'));
    check(withVariables("States.Format('{}', $to$0)"), '$total', withVariables("States.Format('{}', $total)"));
  });
  it('proposes nothing inside the quotes of an argument', () =>
    assert.deepEqual(labels(withVariables("States.Format('$0")), []));
  it('proposes no functions where only a path may stand', () =>
    assert.ok(labels(inTask('      "InputPath": "$0"')).every((label) => label.startsWith('$'))));
  it('knows the item of a Map in its processor and its ItemSelector', () => {
    const map = (path: string): string =>
      `{ "States": { "M": { "Type": "Map", "ItemSelector": { "x.$": "${path}" } } } }`;
    assert.deepEqual(labels(map('$$.Map.Item.$0')), ['Index', 'Key', 'Source', 'Value']);
  });
});

describe('completion of expressions in JSONata', () => {
  const task = (members: string): string => `{ "QueryLanguage": "JSONata", "StartAt": "V", "States": {
    "V": { "Type": "Pass", "Assign": { "total": 1 }, "Next": "A" },
    "A": { "Type": "Task", ${members} } } }`;
  it('proposes $states, variables and functions, with the call', () => {
    const found = labels(task('"Output": "{% $0 %}"'));
    assert.deepEqual(found.slice(0, 2), ['$states', '$total']);
    assert.ok(found.includes('$map') && found.includes('$partition') && !found.includes('$eval'));
    check(task('"Output": "{% $ma$0 %}"'), '$map', task('"Output": "{% $map() %}"'));
    check(task('"Output": "{% $su$0'), '$sum', task('"Output": "{% $sum()'));
  });
  it('proposes the members of $states that exist at the place', () => {
    assert.deepEqual(labels(task('"Output": "{% $states.$0 %}"')), ['context', 'input', 'result']);
    assert.deepEqual(labels(task('"Arguments": "{% $states.$0 %}"')), ['context', 'input']);
    assert.deepEqual(labels(task('"Catch": [ { "Output": { "e": "{% $states.$0 %}" } } ]')), [
      'context',
      'errorOutput',
      'input',
    ]);
    assert.deepEqual(labels(task('"Catch": [ { "Assign": { "e": "{% $states.errorOutput.$0 %}" } } ]')), [
      'Cause',
      'Error',
    ]);
    assert.deepEqual(labels(task('"Output": "{% $states.context.State.$0 %}"')), ['EnteredTime', 'Name', 'RetryCount']);
  });
  it('proposes what the expression binds itself', () => {
    const found = labels(task('"Output": "{% $map([1], function($item) { $0 $item }) %}"'));
    assert.ok(found.includes('$item'));
  });
  it('proposes to begin an expression', () => {
    check(task('"Output": $0'), '{% … %}', task('"Output": "{%  %}"'));
    check(task('"TimeoutSeconds": $0'), '{% … %}', task('"TimeoutSeconds": "{%  %}"'));
    check(task('"Output": "$0"'), '{% … %}', task('"Output": "{%  %}"'));
    assert.deepEqual(labels(task('"Comment": "$0"')), []);
  });
  it('proposes variables of outer scopes in inner ones, and again in Assign', () => {
    const inner = (value: string): string => `{ "QueryLanguage": "JSONata", "StartAt": "V", "States": {
      "V": { "Type": "Pass", "Assign": { "outer": 1 }, "Next": "P" },
      "P": { "Type": "Parallel", "Branches": [ { "StartAt": "X", "States": { "X": { "Type": "Pass", ${value} } } },
        { "StartAt": "Y", "States": { "Y": { "Type": "Pass", "Assign": { "sibling": 1 } } } } ] } } }`;
    const found = labels(inner('"Output": "{% $0 %}"'));
    assert.ok(found.includes('$outer') && !found.includes('$sibling'));
    assert.deepEqual(labels(task('"Assign": { $0 }')), ['total']);
  });
});

describe('completion in YAML', () => {
  const task = (members: string): string =>
    `StartAt: A\nStates:\n  A:\n    Type: Task\n${members}\n  B b:\n    Type: Succeed\n`;
  it('writes fields without quotes and commas', () => {
    check(task('    $0'), 'Comment', task('    Comment: '));
    check(task('    Res$0'), 'TimeoutSeconds', task('    TimeoutSeconds: 1'));
    check(task('    $0'), 'Catch', task('    Catch:\n      - ErrorEquals: [States.ALL]\n        Next: B b'));
  });
  it('writes behind a dash', () => {
    check(task('    Retry:\n      - $0'), 'MaxAttempts', task('    Retry:\n      - MaxAttempts: 1'));
    check(
      task('    Retry:\n      - MaxAttempts: 1\n        $0'),
      'ErrorEquals',
      task('    Retry:\n      - MaxAttempts: 1\n        ErrorEquals: [States.ALL]'),
    );
  });
  it('writes values with the quotes that they need', () => {
    check(task('    Next: $0'), 'B b', task('    Next: B b'));
    check(task('    Next: "$0"'), 'B b', task('    Next: "B b"'));
    check(task("    Next: 'B$0'"), 'B b', task("    Next: 'B b'"));
    check('QueryLanguage: $0\n', 'JSONata', 'QueryLanguage: JSONata\n');
  });
  it('replaces a half-typed key and keeps its value', () =>
    check(task('    Ne$0: B b'), 'Next', task('    Next: B b')));
  it('begins a state', () =>
    check('StartAt: A\nStates:\n  A:\n    Ty$0\n', 'Type', 'StartAt: A\nStates:\n  A:\n    Type: \n'));
  it('works inside expressions of several lines', () =>
    check(
      'QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: >-\n      {% 1 +\n      $states.in$0 %}\n',
      'input',
      'QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: >-\n      {% 1 +\n      $states.input %}\n',
    ));
});

describe('completion that nobody asked for', () => {
  const count = (source: string, trigger: string): number => {
    const { doc, offset } = atCursor(source);
    return completion(doc, offset, trigger).length;
  };
  it('answers a blank only where a value is missing', () => {
    assert.equal(count(inTask('      "Next": $0,\n      "Comment": ""'), ' '), 2);
    assert.equal(count('States:\n  A:\n    Type: Pass\n    $0\n', ' '), 0);
    assert.equal(count('QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: "{% 1 + $0 %}"\n', ' '), 0);
  });
  it('does not answer the quote that closes a string', () => {
    assert.equal(count(inTask('      "Next": "B b"$0'), '"'), 0);
    assert.equal(count(inTask('      "Next"$0'), '"'), 0);
    assert.ok(count(inTask('      "Next": "$0"'), '"') > 0);
  });
});

describe('completion in an empty text', () => {
  it('proposes a whole machine', () => {
    for (const source of ['$0', '\n$0', 'st$0']) {
      for (const format of ['json', 'yaml'] as const) {
        const { doc, offset } = atCursor(source, format);
        const items = completion(doc, offset);
        const machines = items.filter(({ kind }) => kind === 'snippet');
        assert.equal(machines.length, 2, `${JSON.stringify(source)} ${format}`);
        for (const item of machines) assert.deepEqual(parseAsl(accept(doc.text, item), format).problems, []);
      }
    }
  });
});

describe('completion of the first word of YAML', () => {
  it('proposes the fields of the machine', () => {
    const { doc, offset } = atCursor('Star$0', 'yaml');
    const item = completion(doc, offset).find(({ label }) => label === 'StartAt');
    assert.ok(item);
    assert.equal(accept(doc.text, item), 'StartAt: ');
  });
});

describe('completion over the corpus', () => {
  before(function () {
    if (!hasCorpus) this.skip();
  });
  it('answers everywhere, and inserted fields leave the text without new problems', () => {
    let count = 0;
    for (const { file, text, format } of corpusFiles().filter((_, i) => i % 4 === 0)) {
      const doc = parseAsl(text, format);
      for (let i = 0; i < 25; i++) {
        const offset = Math.floor((text.length * i) / 25);
        for (const item of completion(doc, offset)) {
          assert.ok(item.range.start <= offset && offset <= item.range.end, `${file} ${offset} ${item.label}`);
          assert.ok(
            !doc.text.slice(item.range.start, item.range.end).includes('\n'),
            `${file} ${offset} ${item.label}`,
          );
          count++;
        }
      }
      if (doc.problems.length > 0) continue;
      for (const state of doc.machines[0]?.states.slice(0, 3) ?? []) {
        if (!state.node.flow || state.node.properties.length === 0) continue;
        const item = completion(doc, state.node.start + 1).find(({ label }) => label === 'Comment');
        if (item) assert.deepEqual(parseAsl(accept(text, item), format).problems, [], `${file} ${state.name}`);
      }
    }
    assert.ok(count > 5000, `${count} proposals`);
  });
});

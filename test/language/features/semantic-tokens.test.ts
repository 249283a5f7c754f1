/** What the words of expressions are: `type.modifier:text` in the order of the text. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type AslDocument, parseAsl } from '#asl';
import { semanticTokens } from '#language';

const words = (doc: AslDocument): string =>
  semanticTokens(doc)
    .map(({ start, end, type, modifiers }) => `${[type, ...modifiers].join('.')}:${doc.text.slice(start, end)}`)
    .join(' ');
const inPath = (members: string): AslDocument =>
  parseAsl(
    `{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Parameters": { ${members} }, "End": true } } }`,
    'json',
  );
const inJsonata = (code: string): AslDocument =>
  parseAsl(
    `{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": ${JSON.stringify(code)}, "End": true } } }`,
    'json',
  );

describe('semantic tokens', () => {
  it('tell roots, variables and members of paths', () => {
    assert.equal(
      words(inPath('"a.$": "$.order.id", "b.$": "$$.Execution.Id", "c.$": "$total"')),
      [
        'variable.readonly.defaultLibrary:$ property:order property:id',
        'variable.readonly.defaultLibrary:$$ property:Execution property:Id',
        'variable:$total',
      ].join(' '),
    );
  });

  it('tell intrinsic functions and what they are given', () => {
    assert.equal(
      words(inPath(`"a.$": "States.Format('{}', $.a, 1, true)"`)),
      "namespace.defaultLibrary:States function.defaultLibrary:Format string:'{}' variable.readonly.defaultLibrary:$ property:a number:1 keyword.readonly:true",
    );
  });

  it('are silent where nothing is evaluated', () => {
    assert.equal(words(inPath('"a": "$.order", "b": "States.UUID()", "c": "{% $x %}"')), '');
    assert.equal(words(inJsonata('$states.input')), '');
  });

  it("tell JSONata's own functions from those of the expression, and parameters from variables", () => {
    assert.equal(
      words(inJsonata('{% ( $f := function($v){ $v + $n }; $map($list, $f) ~> $sum() ) %}')),
      [
        'variable.declaration:$f operator::= keyword:function parameter.declaration:$v',
        'parameter:$v operator:+ variable:$n',
        'function.defaultLibrary:$map variable:$list variable:$f operator:~> function.defaultLibrary:$sum',
      ].join(' '),
    );
  });

  it('end with the function that binds a parameter', () => {
    assert.equal(words(inJsonata('{% [$map($a, function($v){ $v }), $v] %}')).split(' ').at(-1), 'variable:$v');
  });

  it('know a function that is handed on by its name', () => {
    assert.ok(words(inJsonata('{% $map($a, $string) %}')).endsWith('function.defaultLibrary:$string'));
  });

  it('stand at their places behind escapes', () => {
    assert.equal(words(inJsonata('{% "a" & $x %}')), 'string:\\"a\\" operator:& variable:$x');
  });

  it('stand at their places in every kind of YAML text', () => {
    const styles = [
      '"{% $uppercase($states.input.name) %}"',
      "'{% $uppercase($states.input.name) %}'",
      '>-\n      {% $uppercase(\n      $states.input.name) %}',
      '|-\n      {% $uppercase(\n        $states.input.name)\n      %}',
    ];
    for (const style of styles) {
      const doc = parseAsl(
        `QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: ${style}\n    End: true\n`,
        'yaml',
      );
      assert.equal(
        words(doc),
        'function.defaultLibrary:$uppercase variable.readonly.defaultLibrary:$states property:input property:name',
        style,
      );
    }
  });

  it('are cut at the ends of lines', () => {
    const doc = parseAsl(
      'QueryLanguage: JSONata\nStartAt: A\nStates:\n  A:\n    Type: Pass\n    Output: |-\n      {% /* one\n        two */ 1 %}\n    End: true\n',
      'yaml',
    );
    assert.equal(words(doc), 'comment:/* one comment:two */ number:1');
  });

  it('colour an anchor once, and not its aliases', () => {
    const doc = parseAsl(
      'StartAt: A\nStates:\n  A:\n    Type: Pass\n    InputPath: &path $.a\n    Next: B\n  B:\n    Type: Pass\n    InputPath: *path\n    End: true\n',
      'yaml',
    );
    assert.equal(words(doc), 'variable.readonly.defaultLibrary:$ property:a');
  });

  it('can be asked for a part of the text', () => {
    const doc = inPath('"a.$": "$.first", "b.$": "$.second"');
    const at = doc.text.indexOf('$.second');
    const found = semanticTokens(doc, { start: at, end: at + 3 });
    assert.deepEqual(
      found.map(({ start, end }) => doc.text.slice(start, end)),
      ['$', 'second'],
    );
  });
});

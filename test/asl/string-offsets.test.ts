/** Every character of a string's value is found in the text, however the string is written. */
import assert from 'node:assert/strict';
import { Document, parse, Scalar } from 'yaml';
import { indexInString, offsetInString, parseAsl, type StringNode, type SyntaxNode } from '#asl';
import { randomStrings } from './random.ts';

function strings(node: SyntaxNode | undefined): StringNode[] {
  if (node?.kind === 'string') return [node];
  if (node?.kind === 'array') return node.items.flatMap(strings);
  if (node?.kind === 'object') return node.properties.flatMap((p) => [p.key, ...strings(p.value)]);
  return [];
}

/** Every character that is written as itself must stand in the text where the mapping says. */
function checkMapping(text: string, node: StringNode): void {
  let last = node.start;
  for (let i = 0; i <= node.value.length; i++) {
    const offset = offsetInString(text, node, i);
    assert.ok(offset >= last && offset <= node.end, `index ${i} of ${JSON.stringify(text)}: ${offset} after ${last}`);
    last = offset;
    const character = node.value[i] ?? '';
    if (/[A-Za-z0-9$.{}%]/.test(character) && text[offset] !== '\\')
      assert.equal(text[offset], character, `index ${i} of ${JSON.stringify(node.value)} in ${JSON.stringify(text)}`);
    if (/[A-Za-z0-9$.{}%]/.test(character)) assert.equal(indexInString(text, node, offset), i);
  }
}

describe('offsets in strings', () => {
  it('maps every character of JSON strings, escaped or not', () => {
    for (const value of randomStrings(1, 400)) {
      const escaped = JSON.stringify(value).replace(/x/g, '\\u0078');
      const text = `{"k": ${escaped}}`;
      const node = strings(parseAsl(text, 'json').root)[1];
      assert.ok(node);
      assert.equal(node.value, value);
      checkMapping(text, node);
    }
  });

  const styles = ['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
  for (const style of styles) {
    it(`maps every character of YAML strings written as ${style}`, () => {
      let checked = 0;
      for (const value of randomStrings(2, 300)) {
        const scalar = new Scalar(value);
        scalar.type = style;
        const text = new Document({ a: { b: scalar }, c: 1 }).toString({ lineWidth: 24 });
        // The library folds a few texts so that it does not read them back itself: they are of no use here.
        if (parse(text).a.b !== value) continue;
        const node = strings(parseAsl(text, 'yaml').root)[2];
        assert.equal(node?.value, value);
        checkMapping(text, node);
        checked++;
      }
      assert.ok(checked > 250, `${checked} texts`);
    });
  }

  it('maps a plain string over several lines', () => {
    const text = 'Comment: one two\n  three\n\n  four\nEnd: true\n';
    const node = strings(parseAsl(text, 'yaml').root)[1];
    assert.ok(node);
    assert.equal(node.value, 'one two three\nfour');
    assert.equal(text.slice(offsetInString(text, node, 8), offsetInString(text, node, 13)), 'three');
    assert.equal(indexInString(text, node, text.indexOf('four')), 14);
  });

  it('maps a block with an indentation indicator and blanks at the start', () => {
    const text = 'a: |2\n     deep\n  flat\nb: 1\n';
    const node = strings(parseAsl(text, 'yaml').root)[1];
    assert.ok(node);
    assert.equal(node.value, '   deep\nflat\n');
    assert.equal(offsetInString(text, node, 3), text.indexOf('deep'));
    assert.equal(offsetInString(text, node, 8), text.indexOf('flat'));
  });

  it('keeps a string that is not closed inside its range', () => {
    const text = '{"Next": "Shi\\';
    const node = strings(parseAsl(text, 'json').root)[1];
    assert.ok(node);
    for (let i = 0; i <= node.value.length; i++) assert.ok(offsetInString(text, node, i) <= text.length);
  });
});

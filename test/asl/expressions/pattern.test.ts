import assert from 'node:assert/strict';
import { parsePattern } from '../../../asl/expressions/pattern/parse.ts';
import { compilePattern, PatternBudgetError } from '../../../asl/expressions/pattern/pattern.ts';

/** Every match of a pattern in a text, by our matcher and by the engine's own. */
function both(source: string, flags: string, text: string): [ours: unknown, native: unknown] {
  const pattern = compilePattern(source, flags);
  const ours: unknown[] = [];
  for (let at = 0; pattern && at <= text.length; ) {
    const found = pattern.search(text, at);
    if (!found) break;
    ours.push([found.start, text.slice(found.start, found.end), ...found.groups]);
    at = found.end > found.start ? found.end : found.end + 1;
  }
  const native = [...text.matchAll(new RegExp(source, `g${flags}`))].map((match) => [match.index, ...match]);
  return [ours, native];
}

describe('Regular expressions', () => {
  const texts = [
    '',
    'a',
    'aab',
    'abcabc',
    'foo bar\nbaz_1',
    '2024-01-31T10:20:30Z',
    'x=1; y = 22',
    'ÄÖü é',
    'AbAbA',
    'aaaaaaab',
    '<a><b></b></a>',
    'it\'s \\ "quoted"',
  ];
  const patterns: [source: string, flags?: string][] = [
    ['a*'],
    ['a+b'],
    ['(a|ab)(c|bcd)?'],
    ['a{2,3}'],
    ['a{2}'],
    ['a{1,}?b'],
    ['a*?b'],
    ['(\\w+)\\s(\\w+)'],
    ['^foo'],
    ['^\\w+$', 'm'],
    ['\\bb'],
    ['\\Ba'],
    ['[^a-c]+'],
    ['[\\d-]+'],
    ['(\\d{4})-(\\d\\d)-(\\d\\d)'],
    ['(?:x|y)\\s*=\\s*(\\d+)'],
    ['(a)(?=b)'],
    ['a(?!b)'],
    ['(?<=a)b'],
    ['(?<!a)b'],
    ['(.)\\1'],
    ['(?<q>[\'"]).*?\\k<q>'],
    ['ab', 'i'],
    ['[A-Z]+', 'i'],
    ['.', 's'],
    ['.+'],
    ['\\u0062|\\x61'],
    ['<(\\w)>'],
    ['(a*)*b'],
    ['(a*)+'],
    ['(?:a|b)+c'],
    ['ä', 'i'],
    ['[äö]+', 'i'],
    ['\\s+'],
    ['\\S+'],
    ['\\W'],
    ['a||b'],
    ['()'],
    ['(?:)'],
    ['[]'],
    ['[^]'],
    ['\\.'],
    ['a{,2}'],
    ['{'],
    ['x{a}'],
  ];
  for (const [source, flags = ''] of patterns) {
    it(`/${source}/${flags} matches as in JavaScript`, () => {
      for (const text of texts) {
        const [ours, native] = both(source, flags, text);
        // JavaScript forgets groups of earlier rounds of a loop, Java does not; only the matches count there.
        const isLoop = /\)[*+]/.test(source);
        const shown = (matches: unknown) =>
          isLoop ? (matches as unknown[][]).map((match) => match.slice(0, 2)) : matches;
        assert.deepEqual(shown(ours), shown(native), JSON.stringify(text));
      }
    });
  }

  it('matches generated patterns as JavaScript does', () => {
    const atoms = ['a', 'b', '.', '[ab]', '[^a]', '(a)', '(?:b|ab)', '\\w', '\\b', '(?=a)'];
    const marks = ['', '', '*', '+', '?', '*?', '{2}'];
    let seed = 3;
    const next = (bound: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return (seed >> 8) % bound;
    };
    for (let i = 0; i < 3000; i++) {
      const parts = Array.from({ length: 1 + next(4) }, () => {
        const atom = atoms[next(atoms.length)] ?? '';
        return atom + (atom === '\\b' || atom === '(?=a)' || atom === '(a)' ? '' : marks[next(marks.length)]);
      });
      const source = parts.join(next(5) === 0 ? '|' : '');
      const text = Array.from({ length: next(10) }, () => 'ab '.charAt(next(3))).join('');
      const [ours, native] = both(source, '', text);
      assert.deepEqual(ours, native, `/${source}/ on '${text}'`);
    }
  });

  it('matches possessive and atomic groups and inline flags as Java does', () => {
    assert.equal(compilePattern('a++a', '')?.search('aaa'), undefined);
    assert.equal(compilePattern('(?>a|ab)c', '')?.search('abc'), undefined);
    assert.equal(compilePattern('a(?i)b', '')?.matchesWhole('aB'), true);
    assert.equal(compilePattern('\\p{Lu}+', '')?.matchesWhole('ÄÖ'), true);
  });

  for (const [source, text] of [
    ['^(a+)+$', `${'a'.repeat(60)}!`],
    ['(a|aa)+$', `${'a'.repeat(60)}!`],
    ['(.*)*x', 'a'.repeat(200)],
    ['(\\w+\\s?)+$', `${'word '.repeat(40)}!`],
  ] as const) {
    it(`/${source}/ ends with an error instead of hanging`, () => {
      assert.throws(() => compilePattern(source, '')?.search(text), PatternBudgetError);
    });
  }

  it('refuses programs that would be too large, and takes long texts', () => {
    assert.equal(compilePattern('((a{1000}){1000}){1000}', ''), undefined);
    assert.equal(compilePattern('(?:(?:){1000}){1000}b', '')?.search('ab')?.start, 1);
    assert.equal(compilePattern('(?:ab)*', '')?.search('ab'.repeat(100_000))?.end, 200_000);
  });

  const mistakes: [source: string, offset: number][] = [
    ['(a', 0],
    ['a)', 1],
    ['[a', 0],
    ['*a', 0],
    ['a**', 2],
    ['[b-a]', 2],
    ['a{3,1}', 0],
    ['\\', 0],
    ['(?<a', 0],
    ['(?x)a', 0],
  ];
  for (const [source, offset] of mistakes) {
    it(`locates the mistake in /${source}/`, () => {
      const { problem } = parsePattern(source, '');
      assert.equal(problem?.offset, offset, problem?.message);
    });
  }
});

/** `stepwright lint`: what is printed, what counts as a finding, and that one bad file never stops the others. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, useCli } from './cli-process.ts';

const GOOD = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
const BAD = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "Bee" },
    "Be": { "Type": "Succeed" }
  }
}`;

interface Report {
  readonly file: string;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly range: { readonly start: { readonly line: number; readonly character: number } };
    readonly pointer: string;
  }[];
}

describe('stepwright lint', () => {
  const cli = useCli();
  const lintJson = (...files: readonly string[]): { code: number | null; reports: readonly Report[] } => {
    const { code, stdout, stderr } = cli.run('lint', '--format', 'json', ...files);
    assert.equal(stderr, '');
    return { code, reports: JSON.parse(stdout) };
  };
  const codesOf = ({ diagnostics }: Report): readonly string[] => diagnostics.map(({ code }) => code);

  before(() => {
    cli.write('good.asl.json', GOOD);
    cli.write('bad.asl.json', BAD);
  });

  it('is content with a right machine', () => {
    assert.deepEqual(lintJson('good.asl.json'), { code: 0, reports: [{ file: 'good.asl.json', diagnostics: [] }] });
    assert.equal(cli.run('lint', 'good.asl.json').stdout, 'No errors and no warnings in 1 file.\n');
  });

  it('reports a mistake with its zero-based range and its pointer', () => {
    const { code, reports } = lintJson('bad.asl.json');
    assert.equal(code, 1);
    const found = reports[0]?.diagnostics.find((one) => one.code === 'unknown-state');
    assert.equal(found?.severity, 'error');
    assert.equal(found.pointer, '/States/A/Next');
    assert.deepEqual(found.range, { start: { line: 3, character: 35 }, end: { line: 3, character: 40 } });
  });

  it('reads the rule file above a definition, and tells of its mistakes', () => {
    mkdirSync(join(cli.folder, 'team/machines'), { recursive: true });
    cli.write('team/.stepwright.json', {
      severities: { 'unknown-state': 'hint', 'unreachable-state': 'hint', lable: 'off' },
    });
    cli.write('team/machines/bad.asl.json', BAD);
    const { code, reports } = lintJson('team/machines/bad.asl.json');
    assert.equal(code, 1);
    assert.deepEqual(
      reports.map(({ file, diagnostics }) => [
        file,
        diagnostics.map(({ severity, message }) => `${severity}: ${message}`),
      ]),
      [
        ['team/machines/bad.asl.json', ["hint: There is no state 'Bee' in this scope. Did you mean 'Be'?"]],
        ['team/.stepwright.json', ["warning: There is no rule 'lable'. Did you mean 'label'?"]],
      ],
    );
  });

  it('prints lines that editors and terminals can follow', () => {
    const { code, stdout } = cli.run('lint', 'bad.asl.json');
    assert.equal(code, 1);
    assert.match(stdout, /^bad\.asl\.json:4:3\d: error: .*'Bee'.* \[unknown-state\]$/m);
    assert.match(stdout, /^\d errors? and .* warnings? in 1 file\.$/m);
  });

  it('takes a file by its content, whatever its ending', () => {
    cli.write('machine.txt', 'StartAt: A\nStates:\n  A:\n    Type: Succeed\n');
    cli.write('machine.yaml', GOOD);
    cli.write('flow.yml', '{StartAt: A, States: {A: {Type: Succeed}}}\n');
    cli.write('no-ending', `\uFEFF${JSON.stringify(GOOD)}`);
    const { code, reports } = lintJson('machine.txt', 'machine.yaml', 'flow.yml', 'no-ending');
    assert.deepEqual(
      reports.flatMap(({ diagnostics }) => diagnostics),
      [],
    );
    assert.equal(code, 0);
  });

  it('says of another file that it is no state machine, once, and goes on', () => {
    cli.write('notes.md', '# Notes\n\n- [ ] one: two: three\n\t* tab\n');
    cli.write('data.json', '{"name": "x", "version": 1');
    cli.write('list.json', '[1, 2]');
    cli.write('empty.json', '');
    const files = ['notes.md', 'data.json', 'list.json', 'empty.json', 'bad.asl.json', 'good.asl.json'];
    const { code, reports } = lintJson(...files);
    assert.equal(code, 1);
    assert.deepEqual(
      reports.map(({ file }) => file),
      files,
    );
    for (const report of reports.slice(0, 4)) assert.deepEqual(codesOf(report), ['not-a-state-machine'], report.file);
    assert.ok(codesOf(reports[4] as Report).includes('unknown-state'));
    assert.deepEqual(reports[5]?.diagnostics, []);
  });

  it('says of the whole that it is no state machine, at its first character', () => {
    cli.write('foo.yaml', 'foo: 1\n');
    cli.write('text.asl.json', '"words"');
    const { reports } = lintJson('foo.yaml', 'text.asl.json');
    for (const { diagnostics } of reports) {
      assert.deepEqual(
        diagnostics.map(({ pointer, range }) => ({ pointer, range })),
        [{ pointer: '/', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } }],
      );
    }
  });

  it('reports what is no text and goes on', () => {
    writeFileSync(join(cli.folder, 'picture.asl.json'), new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0]));
    const { code, reports } = lintJson('picture.asl.json', 'good.asl.json');
    assert.equal(code, 1);
    assert.equal(reports[0]?.diagnostics[0]?.message, "'picture.asl.json' is not text in UTF-8.");
    assert.deepEqual(reports[1]?.diagnostics, []);
  });

  it('reports what cannot be read and goes on', () => {
    mkdirSync(join(cli.folder, 'folder.json'));
    const { code, reports } = lintJson('missing.json', 'folder.json', 'good.asl.json');
    assert.equal(code, 1);
    assert.deepEqual(reports.map(codesOf), [['unreadable-file'], ['unreadable-file'], []]);
    assert.match(reports[0]?.diagnostics[0]?.message ?? '', /'missing\.json' cannot be read: it does not exist\./);
  });

  it('reports broken text of a definition where it is broken', () => {
    cli.write('broken.asl.json', '{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } }');
    const { code, reports } = lintJson('broken.asl.json');
    assert.equal(code, 1);
    assert.deepEqual(reports.map(codesOf), [['syntax']]);
  });

  it('finds nothing wrong with the examples', () => {
    const files = readdirSync(join(ROOT, 'examples')).filter((file) => /\.asl\.(json|yaml)$/.test(file));
    assert.ok(files.length >= 4);
    const { code, stdout } = cli.run('lint', ...files.map((file) => join(ROOT, 'examples', file)));
    assert.equal(stdout, `No errors and no warnings in ${files.length} files.\n`);
    assert.equal(code, 0);
  });
});

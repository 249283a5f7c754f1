import { readFileSync } from 'node:fs';
import { parseJson, stringifyJson } from '#asl/json';
import { compileProgram, runToEnd } from '#interpreter';
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { value } = parseJson(line) as any;
  const [label, definition, input] = value;
  try {
    const { program, problems } = compileProgram(definition);
    if (!program) { console.log(label, '=> REFUSED', JSON.stringify(problems)); continue; }
    const r: any = runToEnd(program, { input, now: Date.UTC(2026, 0, 1) }, { task: () => ({ output: { r: 1 } }) });
    if (process.argv.includes('-e')) for (const e of r.history) console.log('   ', e.id, e.previousEventId, e.type, e.details ? stringifyJson(e.details) : '');
    console.log(label, '=>', r.status === 'SUCCEEDED' ? stringifyJson(r.output) : `${r.status} ${r.error} | ${r.cause}`);
  } catch (e: any) { console.log(label, '=> THREW', e.stack); }
}

/**
 * `stepwright dap`: the debug adapter over standard input and output. What `stepwright run` needs of the debug adapter is
 * here, too, so that it is bundled once.
 */
export { type DapOptions, runStdio } from '../../debugger/stdio.ts';
export { runDebugged } from '../debugged-run.ts';

/** `stepwright dap`: the debug adapter over standard input and output. */
export { type DapOptions, runStdio } from '../../debugger/stdio.ts';

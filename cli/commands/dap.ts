/** `stepwright dap`: the debug adapter over standard input and output. */
export { runStdio } from '../../debugger/stdio.ts';

/** `stepwright lsp`: the language server over standard input and output. */
export { runStdio } from '#server';

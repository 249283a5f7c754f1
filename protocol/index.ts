/** Types and names of what crosses a process boundary; nothing that runs. */
export * from './debug.ts';
export * from './lsp.ts';
export * from './preview.ts';
export * from './run-views.ts';

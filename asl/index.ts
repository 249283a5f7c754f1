/** What Amazon States Language is: texts, models, tables and expressions. Pure: no IO, clock, randomness or globals. */
export * from './document.ts';
export * from './model.ts';
export * from './node-value.ts';
export * from './string-offsets.ts';
export * from './syntax.ts';

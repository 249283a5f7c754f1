/** What Amazon States Language is: texts, models, tables and expressions. Pure: no IO, clock, randomness or globals. */
export * from './document.ts';
export { type Expression, type ExpressionPlace, expressionOf } from './locate/expression.ts';
export * from './locate/locate.ts';
export * from './locate/roles.ts';
export * from './model.ts';
export * from './node-value.ts';
export * from './syntax.ts';
export * from './text/string-offsets.ts';
export { movedAsl, updateAsl } from './update.ts';

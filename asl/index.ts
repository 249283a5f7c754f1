/** What Amazon States Language is: texts, models, tables and expressions. Pure: no IO, clock, randomness or globals. */
export * from './document.ts';
export * from './locate.ts';
export { type Expression, type ExpressionPlace, expressionOf } from './locate-expression.ts';
export * from './model.ts';
export * from './node-value.ts';
export * from './roles.ts';
export * from './string-offsets.ts';
export * from './syntax.ts';

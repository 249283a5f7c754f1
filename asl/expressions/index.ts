/** The expressions of Amazon States Language: JSONPath, intrinsic functions, JSONata and payload templates. Synchronous and pure. */
export { type CompiledPath, compilePath } from './jsonpath/compile.ts';
export { parsePath } from './jsonpath/parse.ts';
export type * from './jsonpath/path.ts';
export { setAtReferencePath } from './jsonpath/reference.ts';
export { EvaluationError, type EvaluationErrorName, type ExpressionProblem } from './problem.ts';
export type * from './scope.ts';

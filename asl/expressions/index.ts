/** The expressions of Amazon States Language: JSONPath, intrinsic functions, JSONata and payload templates. Synchronous and pure. */

export { type CompiledJsonata, compileJsonata, unexpectedResult } from './jsonata/compile.ts';
export type { JsonataBudget } from './jsonata/limits.ts';
export {
  expressionOf,
  type JsonataBinding,
  type JsonataCall,
  type JsonataText,
  type JsonataVariable,
  type ParsedJsonata,
  parseJsonata,
} from './jsonata/parse.ts';
export { type CompiledPath, compilePath } from './jsonpath/compile.ts';
export { parsePath } from './jsonpath/parse.ts';
export type * from './jsonpath/path.ts';
export { setAtReferencePath } from './jsonpath/reference.ts';
export { EvaluationError, type EvaluationErrorName, type ExpressionProblem } from './problem.ts';
export type * from './scope.ts';

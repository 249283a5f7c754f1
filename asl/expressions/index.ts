/** The expressions of Amazon States Language: JSONPath, intrinsic functions, JSONata and payload templates. Synchronous and pure. */

export {
  type Intrinsic,
  type IntrinsicExample,
  type IntrinsicParameter,
  type IntrinsicType,
  signatureOf,
} from './intrinsic/intrinsic.ts';
export type * from './intrinsic-call/call.ts';
export { type CompiledIntrinsic, compileIntrinsic } from './intrinsic-call/compile.ts';
export { type ParsedIntrinsic, parseIntrinsic } from './intrinsic-call/parse.ts';
export { findIntrinsic, INTRINSICS } from './intrinsics/index.ts';
export { javaDouble } from './java-text.ts';
export {
  type CompiledJsonata,
  compileJsonata,
  type SharedExpressions,
  sharedExpressions,
  unexpectedResult,
} from './jsonata/compile.ts';
export {
  findJsonataFunction,
  JSONATA_FUNCTIONS,
  type JsonataFunction,
  type JsonataParameter,
  type JsonataType,
  jsonataArity,
  jsonataParametersOf,
  jsonataSignatureOf,
} from './jsonata/functions.ts';
export type { JsonataBudget } from './jsonata/limits.ts';
export { type NormalValues, noNormalValues } from './jsonata/normalize.ts';
export {
  expressionOf,
  type JsonataText,
  type ParsedJsonata,
  parseJsonata,
} from './jsonata/parse.ts';
export type * from './jsonata/references.ts';
export { type CompiledPath, compilePath } from './jsonpath/compile.ts';
export { parsePath } from './jsonpath/parse.ts';
export type * from './jsonpath/path.ts';
export { shownInSentences } from './jsonpath/path.ts';
export { compilePlacement, compileReference, type Placement, setAtReferencePath } from './jsonpath/reference.ts';
export { EvaluationError, type EvaluationErrorName, type ExpressionProblem } from './problem.ts';
export type * from './scope.ts';
export { type CompiledJsonataTemplate, compileJsonataTemplate } from './template/jsonata-template.ts';
export {
  type CompiledPathTemplate,
  type CompiledText,
  compilePathOrIntrinsic,
  compilePathTemplate,
} from './template/path-template.ts';

/** Every rule, in the order of their codes. */
import type { Rule } from '../rule.ts';
import { choiceComparison } from './choice-comparison.ts';
import { commentInJson } from './comment-in-json.ts';
import { contextPath } from './context-path.ts';
import { contextPlace } from './context-place.ts';
import { definitionSize } from './definition-size.ts';
import { directiveName } from './directive-name.ts';
import { directiveUnused } from './directive-unused.ts';
import { distributedOnly } from './distributed-only.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateMember } from './duplicate-member.ts';
import { duplicateStateName } from './duplicate-state-name.ts';
import { emptyValue } from './empty-value.ts';
import { errorName } from './error-name.ts';
import { exclusiveFields } from './exclusive-fields.ts';
import { expressChild } from './express-child.ts';
import { expressMachine } from './express-machine.ts';
import { heartbeatTooLong } from './heartbeat-too-long.ts';
import { intrinsicSyntax } from './intrinsic-syntax.ts';
import { invalidResource } from './invalid-resource.ts';
import { invalidTimestamp } from './invalid-timestamp.ts';
import { jsonataFunction } from './jsonata-function.ts';
import { jsonataReference } from './jsonata-reference.ts';
import { jsonataSyntax } from './jsonata-syntax.ts';
import { jsonpathSyntax } from './jsonpath-syntax.ts';
import { label } from './label.ts';
import { maxDelayTooShort } from './max-delay-too-short.ts';
import { misplacedField } from './misplaced-field.ts';
import { missingField } from './missing-field.ts';
import { missingNextOrEnd } from './missing-next-or-end.ts';
import { missingParameter } from './missing-parameter.ts';
import { noTerminalState } from './no-terminal-state.ts';
import { notAStateMachine } from './not-a-state-machine.ts';
import { notInEnum } from './not-in-enum.ts';
import { outOfRange } from './out-of-range.ts';
import { parameterType } from './parameter-type.ts';
import { parameterValue } from './parameter-value.ts';
import { possiblyUndefinedVariable } from './possibly-undefined-variable.ts';
import { queryLanguageDowngrade } from './query-language-downgrade.ts';
import { referencePath } from './reference-path.ts';
import { serviceErrorName } from './service-error-name.ts';
import { shadowedError } from './shadowed-error.ts';
import { stateName } from './state-name.ts';
import { stateType } from './state-type.ts';
import { statesAllOrder } from './states-all-order.ts';
import { taskToken } from './task-token.ts';
import { textNotEvaluated } from './text-not-evaluated.ts';
import { undefinedVariable } from './undefined-variable.ts';
import { unknownAction } from './unknown-action.ts';
import { unknownField } from './unknown-field.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownState } from './unknown-state.ts';
import { unreachableState } from './unreachable-state.ts';
import { unsupportedPattern } from './unsupported-pattern.ts';
import { variableName } from './variable-name.ts';
import { variableShadowed } from './variable-shadowed.ts';
import { wrongQueryLanguageField } from './wrong-query-language-field.ts';
import { wrongType } from './wrong-type.ts';

export const RULES: readonly Rule[] = [
  choiceComparison,
  commentInJson,
  contextPath,
  contextPlace,
  definitionSize,
  directiveName,
  directiveUnused,
  distributedOnly,
  duplicateKey,
  duplicateMember,
  duplicateStateName,
  emptyValue,
  errorName,
  exclusiveFields,
  expressChild,
  expressMachine,
  heartbeatTooLong,
  intrinsicSyntax,
  invalidResource,
  invalidTimestamp,
  jsonataFunction,
  jsonataReference,
  jsonataSyntax,
  jsonpathSyntax,
  label,
  maxDelayTooShort,
  misplacedField,
  missingField,
  missingNextOrEnd,
  missingParameter,
  noTerminalState,
  notAStateMachine,
  notInEnum,
  outOfRange,
  parameterType,
  parameterValue,
  possiblyUndefinedVariable,
  queryLanguageDowngrade,
  referencePath,
  serviceErrorName,
  shadowedError,
  stateName,
  stateType,
  statesAllOrder,
  taskToken,
  textNotEvaluated,
  undefinedVariable,
  unknownAction,
  unknownField,
  unknownParameter,
  unknownState,
  unreachableState,
  unsupportedPattern,
  variableName,
  variableShadowed,
  wrongQueryLanguageField,
  wrongType,
];

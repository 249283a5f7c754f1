/** Every rule, in the order of their codes. */
import type { Rule } from '../rule.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateStateName } from './duplicate-state-name.ts';
import { emptyValue } from './empty-value.ts';
import { exclusiveFields } from './exclusive-fields.ts';
import { missingField } from './missing-field.ts';
import { missingNextOrEnd } from './missing-next-or-end.ts';
import { noTerminalState } from './no-terminal-state.ts';
import { notAStateMachine } from './not-a-state-machine.ts';
import { notInEnum } from './not-in-enum.ts';
import { outOfRange } from './out-of-range.ts';
import { queryLanguageDowngrade } from './query-language-downgrade.ts';
import { stateType } from './state-type.ts';
import { unknownField } from './unknown-field.ts';
import { unknownState } from './unknown-state.ts';
import { unreachableState } from './unreachable-state.ts';
import { wrongQueryLanguageField } from './wrong-query-language-field.ts';
import { wrongType } from './wrong-type.ts';

export const RULES: readonly Rule[] = [
  duplicateKey,
  duplicateStateName,
  emptyValue,
  exclusiveFields,
  missingField,
  missingNextOrEnd,
  noTerminalState,
  notAStateMachine,
  notInEnum,
  outOfRange,
  queryLanguageDowngrade,
  stateType,
  unknownField,
  unknownState,
  unreachableState,
  wrongQueryLanguageField,
  wrongType,
];

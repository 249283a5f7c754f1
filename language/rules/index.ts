/** Every rule, in the order of their codes. */
import type { Rule } from '../rule.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateStateName } from './duplicate-state-name.ts';
import { noTerminalState } from './no-terminal-state.ts';
import { notAStateMachine } from './not-a-state-machine.ts';
import { unknownState } from './unknown-state.ts';
import { unreachableState } from './unreachable-state.ts';

export const RULES: readonly Rule[] = [
  duplicateKey,
  duplicateStateName,
  noTerminalState,
  notAStateMachine,
  unknownState,
  unreachableState,
];

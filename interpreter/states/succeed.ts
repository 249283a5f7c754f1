/** Succeed: ends its scope with the data as it is. */
import type { Behaviour } from './behaviour.ts';

export const succeed: Behaviour = { action: () => () => true };

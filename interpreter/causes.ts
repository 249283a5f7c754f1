/** The sentences in which AWS says why a state failed, as recorded. */
import { limits } from '#asl/spec/limits';
import { MAX_EVENTS, MAX_NESTING } from './limits.ts';

export const HISTORY_LIMIT_CAUSE = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;

/** How most causes of run-time failures begin; `id` is that of the state's Entered event. */
export const whileExecuting = (state: string, id: number): string =>
  `An error occurred while executing the state '${state}' (entered at the event id #${id}). `;

export const INPUT_TOO_DEEP = `The input of the execution is nested deeper than ${MAX_NESTING} levels.`;

export const ASSIGN_TOO_LARGE = `The variables assigned by one state may have at most ${limits.assignBytes.value} bytes together.`;

export const NO_TRANSITION = 'Failed to transition out of the state. The state does not point to a next state.';

/** `name` is the state, the ARN of a Lambda function, or the service of an integration. */
export const resultTooLarge = (name: string): string =>
  `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;

export const TOLERANCE_EXCEEDED = 'The specified tolerated failure threshold was exceeded';

/** Recorded. */
export const NEGATIVE_MAX_ITEMS = 'field MaxItems must be positive';

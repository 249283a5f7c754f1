/** What is thrown inside a phase to fail its state. It is caught at one place, `runPhase`; from there on it is data. */

import { whileExecuting } from '../causes.ts';
import type { FailureOrigin, FailureRecord, FrameRecord } from '../records.ts';

/** Thrown inside a phase to fail its state. */
export class StateFailure extends Error {
  readonly failure: FailureRecord;
  /** Set where the failure is one of a JSONata field and AWS writes EvaluationFailed. */
  readonly evaluation: { readonly location: string | undefined } | undefined;

  constructor(
    error: string | undefined,
    cause: string | undefined,
    origin: FailureOrigin = 'state',
    evaluation?: { readonly location: string | undefined },
  ) {
    super(cause ?? error ?? 'failed');
    this.name = 'StateFailure';
    this.failure = { error, cause, origin };
    this.evaluation = evaluation;
  }
}

/** A States.Runtime failure of the state in progress, in AWS's words. */
export function runtimeFailure(frame: FrameRecord, sentence: string): StateFailure {
  return new StateFailure('States.Runtime', whileExecuting(frame.name, frame.enteredEventId) + sentence);
}

/** A States.QueryEvaluationError of the state in progress, where no expression but its value is wrong. */
export function queryFailure(frame: FrameRecord, sentence: string, location?: string): StateFailure {
  return new StateFailure(
    'States.QueryEvaluationError',
    whileExecuting(frame.name, frame.enteredEventId) + sentence,
    'state',
    { location },
  );
}

/** What can be wrong with an expression: a located problem in its text, or a failure when it is evaluated. */

/** A mistake in the text of an expression, in UTF-16 offsets of that text. */
export interface ExpressionProblem {
  readonly start: number;
  readonly end: number;
  /** A whole sentence: what is wrong and what would be right. */
  readonly message: string;
  /** `warning` where AWS accepts the text although it can hardly be meant; an error when absent. */
  readonly severity?: 'warning';
  /** Only a value is wrong: the text can be evaluated, and fails then as it does where a path gives the same value. */
  readonly isOfValue?: true;
  /** What may stand in the place of the range; one where there is one right answer. */
  readonly instead?: readonly string[];
  /** AWS's diagnostic code and sentence, where they are known. */
  readonly aws?: { readonly code: string; readonly message: string };
}

/** The error names that the evaluation of expressions can give, as AWS reports them. */
export type EvaluationErrorName = 'States.Runtime' | 'States.ReferencePathConflict' | 'States.QueryEvaluationError';

/**
 * A failure of an expression at run time. It is thrown inside the engine only and becomes data at the
 * interpreter's one boundary. `message` is AWS's bare sentence, without "An error occurred while executing …".
 */
export class EvaluationError extends Error {
  readonly error: EvaluationErrorName;
  /** Where in the state, in AWS's notation: `Output/a/b[0]`. */
  readonly location: string | undefined;
  /** What is wrong in our words, where AWS's sentence does not tell. It is for people; no history holds it. */
  readonly reason: string | undefined;

  constructor(error: EvaluationErrorName, message: string, location?: string, reason?: string) {
    super(message);
    this.name = 'EvaluationError';
    this.error = error;
    this.location = location;
    this.reason = reason;
  }
}

/** The name by which a usage error is known: each command is a bundle of its own, with a class of its own. */
export const USAGE_ERROR = 'UsageError';

/** Wrong use of the command line: the message goes to the user as it is, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = USAGE_ERROR;
}

/** The answers of the run so far, or of the one that is over, as the text of a mock file: for the console, or for the client to save. */
import { stringifyJson } from '#asl/json';
import { historyOf, mocksOfRun } from '#interpreter';
import { fail } from '../errors.ts';
import { shownRun } from './run-views.ts';
import type { Session } from './session.ts';

export function runAsMocks(session: Session): string {
  const content = mocksOfRun(historyOf(shownRun(session).run.snapshot));
  if (Object.keys(content.mocks).length === 0)
    return fail('noAnswers', 'No task has been answered yet, so there is nothing to save.');
  return `${stringifyJson({ mocks: content.mocks }, 2)}\n`;
}

/** What results of service integrations look like, for the mocks of TestState. */
import type { ResultShape } from '#interpreter';

export function resultShapeOf(_resource: string): ResultShape | undefined {
  return undefined;
}

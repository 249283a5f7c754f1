/**
 * What AWS has changed over the years, as far as recordings of different dates show it. A run follows the newest
 * behaviour; a replay of an old history gives its date and gets the behaviour of that day.
 */

const REVISIONS = {
  /** Redrive came; the context object tells how often. */
  redriveCount: Date.UTC(2023, 10, 15),
  /** MapStateExited of a distributed Map follows MapRunStarted; before, it followed MapRunSucceeded. */
  mapExitFollowsRunStarted: Date.UTC(2024, 9, 1),
  /** EvaluationFailed follows the state's Entered event; before, it followed the event before that one. */
  evaluationFailedFollowsEntered: Date.UTC(2024, 11, 1),
  /** The events of siblings that a failure cuts stand before MapIterationFailed; before, after it. */
  abortedBeforeIterationFailed: Date.UTC(2025, 0, 1),
  /** `Map.Item.Source` and `Map.Item.Key` came with the readers of Parquet and of Athena's manifests (announced). */
  mapItemSource: Date.UTC(2025, 8, 1),
  /** A distributed Map goes over the members of an object (announced with those readers). */
  mapOverObject: Date.UTC(2025, 8, 1),
} as const;

export type Revision = keyof typeof REVISIONS;

/** True where the behaviour was in force at the given moment. */
export const isInForce = (revision: Revision, asOf: number): boolean => asOf >= REVISIONS[revision];

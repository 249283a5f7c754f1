/** What TestState is asked and what it answers, with AWS's own names; values instead of JSON texts. */
import type { Json, JsonObject } from '#asl/json';
import type { ServiceModel } from '#asl/services/service-model';
import type { Shape } from '#asl/services/shape';
import type { TaskOutcome } from '../host.ts';
import type { ApiException } from '../requests/constraints.ts';
import type { TaskRequest } from '../snapshot.ts';

export type InspectionLevel = 'INFO' | 'DEBUG' | 'TRACE';

export interface TestStateMock {
  readonly result?: Json;
  /** The result as JSON text, for callers that only have the text; it may turn out to be none. */
  readonly resultText?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  /** How a result is compared with the service's shape. AWS takes STRICT where nothing is said. */
  readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
}

export interface TestStateConfiguration {
  /** How often the retrier that names the mocked error has retried already. */
  readonly retrierRetryCount?: number;
  /** The state inside a Map or Parallel whose failure the mocked error stands for. */
  readonly errorCausedByState?: string;
  /** How many iterations of a Map have failed. */
  readonly mapIterationFailureCount?: number;
  /** What an ItemReader reads, as text in the format that ReaderConfig says. */
  readonly mapItemReaderData?: string;
}

export interface TestStateRequest {
  readonly input?: Json;
  /** The input as JSON text, for callers that only have the text; it may turn out to be none. */
  readonly inputText?: string;
  readonly inspectionLevel?: InspectionLevel;
  /** The state to test, where the definition is a whole machine. */
  readonly stateName?: string;
  readonly mock?: TestStateMock;
  /** Stands in for the whole context object. */
  readonly context?: Json;
  readonly variables?: JsonObject;
  readonly stateConfiguration?: TestStateConfiguration;
  readonly revealSecrets?: boolean;
  readonly roleArn?: string;
}

/** What a state needs from outside; all of it may be left out where the mock says enough. */
export interface TestStateHost {
  /** Does a task that is not mocked. */
  readonly task?: (request: TaskRequest) => TaskOutcome;
  /** The moment of the test, in milliseconds since 1970. */
  readonly now: number;
  readonly seed?: number;
  /** Why AWS would refuse the definition, in the words of CreateStateMachine. */
  readonly refusalOf?: (definition: Json) => string | undefined;
  /** What a service integration's results look like, where that is known; of a `.sync` one, what tells of the job. */
  readonly resultShapeOf?: (resource: string) => Shape | undefined;
  /** The API of Step Functions, in its own names: what its model does not let pass is refused. */
  readonly model?: ServiceModel;
  /** Names in the context object; AWS makes them up. */
  readonly stateMachineName?: string;
  readonly executionName?: string;
  readonly account?: string;
  readonly region?: string;
}

export type TestStatus = 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';

export interface TestStateResponse {
  readonly status: TestStatus;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** Absent at level INFO. */
  readonly inspectionData?: JsonObject;
}

/** A call that AWS answers with an exception. */
export type TestStateRefusal = ApiException;

export type TestStateAnswer = { readonly response: TestStateResponse } | { readonly exception: TestStateRefusal };

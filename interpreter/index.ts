/** What a machine does. Pure: time, random bits and task results come in as events. */

export * from './answers/mocks.ts';
export * from './answers/nested-executions.ts';
export * from './answers/recording.ts';
export * from './answers/samples.ts';
export { nextDeadline } from './clock.ts';
export { contextOf } from './context.ts';
export { errorOutputOf, outcomeOf } from './failure/handlers.ts';
export type * from './history.ts';
export * from './item-reader.ts';
export * from './journal/aws-history.ts';
export * from './journal/journal.ts';
export * from './journal/logging.ts';
export * from './journal/replay.ts';
export * from './machine.ts';
export { compileProgram } from './program/compile.ts';
export { catchPhasesOf, fieldOfPhase, phasesOf, STAGE_OF_PHASE } from './program/pipeline.ts';
export type * from './program/program.ts';
export { partsOf, type ResourceParts } from './program/task-resource.ts';
export type * from './records.ts';
export type { ApiException } from './requests/constraints.ts';
export { inputRefusal, refusedRequest, type ServiceWorld } from './requests/refusals.ts';
export * from './run.ts';
export type * from './snapshot.ts';
export type * from './test-state/request.ts';
export type { ResultShape, Shape } from './test-state/result-shape.ts';
export { resultShapeIn, type ServiceShapes } from './test-state/service-shapes.ts';
export { testState } from './test-state/test-state.ts';

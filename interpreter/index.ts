/** What a machine does. Pure: time, random bits and task results come in as events. */
export * from './aws-history.ts';
export { nextDeadline } from './clock.ts';
export { compileProgram } from './compile.ts';
export { contextOf } from './context.ts';
export { errorOutputOf, outcomeOf } from './failures.ts';
export type * from './history.ts';
export * from './item-reader.ts';
export * from './machine.ts';
export * from './mocks.ts';
export { catchPhasesOf, fieldOfPhase, phasesOf, STAGE_OF_PHASE } from './pipeline.ts';
export type * from './program.ts';
export * from './recording.ts';
export type * from './records.ts';
export * from './run.ts';
export * from './samples.ts';
export type * from './snapshot.ts';
export { partsOf, type ResourceParts } from './task-resource.ts';

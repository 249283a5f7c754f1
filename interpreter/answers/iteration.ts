/** Which iteration or branch a task stands in: what recorded histories and mock files tell tasks apart by. */
import type { TaskRequest } from '../snapshot.ts';

type Placed = Pick<TaskRequest, 'iteration' | 'pointer'>;

const isBranch = (container: string, pointer: string): boolean => pointer.startsWith(`${container}/Branches[`);

/** The index of the innermost Map iteration around a task; branches of a Parallel have none in a history. */
export function mapIndexOf({ iteration, pointer }: Placed): number | undefined {
  return iteration.filter(({ container }) => !isBranch(container, pointer)).at(-1)?.index;
}

/** The index of the innermost branch of a Parallel around a task. */
export function branchIndexOf({ iteration, pointer }: Placed): number | undefined {
  return iteration.filter(({ container }) => isBranch(container, pointer)).at(-1)?.index;
}

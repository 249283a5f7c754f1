/** The changes that can be asked for at a place: wrap states, handle errors, delete a state, sort the states. */
import type { AslDocument, Range } from '#asl';
import { deleteState } from '../refactorings/delete-state.ts';
import { handleErrors } from '../refactorings/handle-errors.ts';
import { type Refactoring, scopeAt, selectedAt } from '../refactorings/refactoring.ts';
import { sortStates } from '../refactorings/sort-states.ts';
import { wrapStates } from '../refactorings/wrap.ts';

export type { Refactoring } from '../refactorings/refactoring.ts';

/** What can be done with the states in the range; nothing while it is not known which brackets belong together. */
export function refactorings(doc: AslDocument, range: Range): readonly Refactoring[] {
  const [machine] = doc.machines;
  if (!machine || !doc.problems.every(({ keepsStructure }) => keepsStructure)) return [];
  const selected = selectedAt(doc, range);
  const ofStates = selected ? [...handleErrors(selected), ...wrapStates(selected), ...deleteState(selected)] : [];
  return [...ofStates, ...sortStates(doc, scopeAt(machine, range.start))];
}

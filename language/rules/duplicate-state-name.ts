/** A state name that is used in more than one scope of a machine. */
import { type Machine, pointerOf, type State } from '#asl';
import type { MachineRule } from '../rule.ts';

export const duplicateStateName: MachineRule = {
  code: 'duplicate-state-name',
  severity: 'error',
  doc: `State names are unique in the whole machine, also across the branches of a Parallel and the processor of a Map. AWS refuses the definition.

Wrong: both branches of a Parallel hold a state \`Notify\`. Right: \`Notify buyer\` and \`Notify seller\`.`,
  check({ machine }) {
    return machine.notes.onceForCourse(namesakesIn, machine).map(({ state, other }) => ({
      range: state.key,
      message: `The name '${state.name}' is used by another state. State names are unique in the whole state machine.`,
      related: [{ range: other.key, message: `'${state.name}' is used here first.` }],
      aws: {
        code: 'DUPLICATE_STATE_NAME',
        message: `Duplicate State name: ${state.name}`,
        location: pointerOf(state.property),
      },
    }));
  },
};

/** The states whose names another one has in a scope before. */
function namesakesIn({ states }: Machine): readonly { readonly state: State; readonly other: State }[] {
  const first = new Map<string, State>();
  return states.flatMap((state) => {
    const other = first.get(state.name);
    if (!other) first.set(state.name, state);
    // The same key twice in one object is a matter of the text: 'duplicate-key' reports it.
    return other && other.scope !== state.scope ? [{ state, other }] : [];
  });
}

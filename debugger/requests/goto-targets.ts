/** `gotoTargets`: the states on a line to which the thread in focus can be moved: those of the scope it is in. */
import type { State } from '#asl';
import { pointerOf } from '#asl';
import { definitionOf } from '../data/frames.ts';
import { liveOf, threadInFocus } from '../session/current.ts';
import { fromDapLine, toDapRange } from '../session/dap-positions.ts';
import { request } from './request.ts';

export const gotoTargets = request({
  command: 'gotoTargets',
  capabilities: { supportsGotoTargetsRequest: true },
  needs: { source: 'object', line: 'number' },
  run(session, { source, line }) {
    const { launch, run } = liveOf(session);
    if (!run.stop) return { targets: [] };
    const thread = threadInFocus(session, undefined);
    const definition = definitionOf(launch.definition, run.snapshot, thread);
    if (!session.host.isSameFile(source.path ?? '', definition.file)) return { targets: [] };
    const { scope } = thread;
    const wanted = fromDapLine(session, line);
    const { lineOf } = definition.positions;
    const isHere = ({ property }: State): boolean => lineOf(property.start) <= wanted && wanted <= lineOf(property.end);
    const states = definition.machine.states.filter(
      (state) => isHere(state) && scope.byName.get(state.name)?.pointer === pointerOf(state.node),
    );
    const targets = states.map((state) => ({
      id: definition.machine.states.indexOf(state) + 1,
      label: state.name,
      ...toDapRange(session, definition, state.key),
    }));
    return { targets };
  },
});

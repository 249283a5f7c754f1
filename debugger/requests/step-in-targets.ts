/** `stepInTargets`: the branches or iterations, or the execution, that a state is about to start. */
import { executionName } from '../data/frames.ts';
import { frameOf, stoppedOf } from '../session/current.ts';
import { request } from './request.ts';

const MAX_TARGETS = 100;

export const stepInTargets = request({
  command: 'stepInTargets',
  capabilities: { supportsStepInTargetsRequest: true },
  needs: { frameId: 'number' },
  run(session, { frameId }) {
    const live = stoppedOf(session);
    const { frame, thread } = frameOf(session, frameId);
    const state = frame.kind === 'state' ? thread.frame : undefined;
    if (state?.phase !== 'action' || thread.status.kind !== 'ready') return { targets: [] };
    if (state.type === 'Task') {
      const machine = live.machineAhead(thread);
      return { targets: machine ? [{ id: 1, label: executionName(machine) }] : [] };
    }
    if (state.type !== 'Parallel' && state.type !== 'Map') return { targets: [] };
    const isMap = state.type === 'Map';
    const count = Math.min(isMap ? (state.stages.items?.length ?? 0) : state.state.scopes.length, MAX_TARGETS);
    const label = (index: number): string => (isMap ? `item ${index}` : `branch ${index + 1}`);
    return { targets: Array.from({ length: count }, (_, index) => ({ id: index + 1, label: label(index) })) };
  },
});

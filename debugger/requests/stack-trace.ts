/** `stackTrace`: the states in which a thread stands, innermost first, with the containers around them. */

import { stackOf } from '../data/frames.ts';
import { stoppedOf, threadOf } from '../session/current.ts';
import { toDapRange } from '../session/dap-positions.ts';
import { request } from './request.ts';

const HINTS = { state: 'normal', label: 'label', machine: 'subtle' } as const;

export const stackTrace = request({
  command: 'stackTrace',
  capabilities: { supportsDelayedStackTraceLoading: true },
  needs: { threadId: 'number' },
  run(session, { threadId, startFrame = 0, levels = 0 }) {
    const live = stoppedOf(session);
    const lines = stackOf(live.launch.definition, live.run.snapshot, threadOf(live, threadId));
    const page = lines.slice(startFrame, levels === 0 ? undefined : startFrame + levels);
    const stackFrames = page.map(({ handle, name, range, definition }) => ({
      id: session.handles.addFrame(handle),
      name,
      source: definition.source,
      ...toDapRange(session, definition, range),
      presentationHint: HINTS[handle.kind],
      canRestart: handle.kind === 'state',
    }));
    return { stackFrames, totalFrames: lines.length };
  },
});

/** `threads`: the execution, its branches and iterations, and what each waits for. */
import { threadName, waitingText } from '../data/frames.ts';
import { nestedOf } from '../nested/world.ts';
import { request } from './request.ts';

export const threads = request({
  command: 'threads',
  run(session) {
    if (!session.live) return { threads: [] };
    const { run, desk, launch } = session.live;
    const asked = new Set(desk.open.map((task) => task.thread));
    const around = new Set(nestedOf(run.snapshot).map(({ task }) => task.thread));
    const list = run.snapshot.threads.map((thread) => ({
      id: thread.id,
      name:
        threadName(launch.definition, run.snapshot, thread) +
        (around.has(thread.id) ? ' (execution running)' : waitingText(run.now, thread, asked.has(thread.id))),
    }));
    return { threads: list };
  },
});

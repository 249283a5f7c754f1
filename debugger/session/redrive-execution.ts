/** Redrive in a debug session: by a request of the client, or from the console. */
import { redriveRefusal } from '#interpreter';
import { fail } from '../errors.ts';
import { liveOf, refuseInPast } from './current.ts';
import type { Session } from './session.ts';

/** Looks whether there is something to redrive; what it gives does it. */
export function redriveExecution(session: Session): () => void {
  const live = liveOf(session);
  refuseInPast(live);
  const { run } = live;
  const refused = run.snapshot.status === 'RUNNING' ? undefined : redriveRefusal(run.snapshot, run.now);
  if (refused) fail('notRedrivable', `${refused.message}.`);
  if (run.snapshot.status === 'RUNNING' && run.stop?.failure?.outcome !== 'uncaught')
    fail('notRedrivable', 'A redrive follows a failure that nobody catches. The execution does not stand at one.');
  return () => {
    session.handles.clear();
    run.redrive();
  };
}

/** Leaves the state at which the execution stands without running it, or the rest of it. */
import type { Json } from '#asl/json';
import { currentData } from '../data/stages.ts';
import { fail } from '../errors.ts';
import { previewOf } from '../preview.ts';
import { changeableOf, threadInFocus } from './current.ts';
import type { Session } from './session.ts';

/** Looks whether the state in focus can be left; what it gives does it, with that output. */
export function leaveState(session: Session, given: Json | undefined): () => void {
  const { run } = changeableOf(session);
  const { id, frame } = threadInFocus(session, undefined);
  if (!frame) return fail('notSkippable', 'The execution stands in no state.');
  const { name, type } = frame;
  if (type === 'Choice' || type === 'Fail')
    return fail('notSkippable', `A ${type} state has no Next. Jump to the state at which the execution is to go on.`);
  return () => {
    const output = given ?? currentData(frame);
    run.intervene({ type: 'finish', thread: id, output });
    session.print(`Skipped ${name} with ${previewOf(output)}.`);
    run.halt({ reason: 'goto', thread: id });
  };
}

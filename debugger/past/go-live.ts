/** A recorded execution becomes a live one at the moment at which it stands. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { fail } from '../errors.ts';
import { stoppedOf } from '../session/current.ts';
import type { Session } from '../session/session.ts';
import { keptRun } from './kept-run.ts';
import { RecordingWatch } from './recording-watch.ts';

/** What cannot be done with what has happened elsewhere. */
const EDITS: readonly (keyof DebugProtocol.Capabilities)[] = [
  'supportsSetVariable',
  'supportsSetExpression',
  'supportsRestartFrame',
  'supportsGotoTargetsRequest',
  'supportsRestartRequest',
  'supportsTerminateRequest',
];

/** Takes the edits back, or gives them again. */
export function allowEdits(session: Session, isAllowed: boolean): void {
  const names = isAllowed ? EDITS.filter((name) => name !== 'supportsRestartRequest') : EDITS;
  const capabilities = Object.fromEntries(
    names.filter((name) => session.capabilities[name] === true).map((name) => [name, isAllowed]),
  );
  session.sendEvent('capabilities', { capabilities });
}

/** Makes the recording's moment the beginning of a live run. */
export function goLive(session: Session): void {
  const { run, launch } = stoppedOf(session);
  if (!run.isPast || !launch.past) fail('pastIsFixed', 'The execution is live already.');
  if (launch.past.isBare)
    fail('pastIsFixed', "Without a definition it is not known what would come next. Name it in 'program' to go on.");
  if (run.snapshot.status !== 'RUNNING')
    fail('pastIsFixed', 'The execution is over at this moment. Step back to one at which it still runs.');
  if (run.timeline.isLive) session.kept.push(keptRun('Recording', run.snapshot));
  session.watch = new RecordingWatch(launch.past, run.timeline.position);
  run.goLive();
  allowEdits(session, true);
  session.print('The execution is live from here. Values can be changed; recorded results answer its tasks.');
  run.report();
}

/**
 * How many transitions a second: our engine in both query languages against the hand-written program and the peer. The
 * engine keeps its history tightly and makes the events when they are read (decision 12), so both are measured: kept,
 * beside the program that keeps one object for each transition, and read within the time, beside whoever makes all
 * events. Of the peer's long runs no events are read, nor of ours beside them.
 */
import { byHand, loadPeer, ours } from './contestants.ts';
import { type Measured, sideBySide } from './measure.ts';
import { rowOf, type Tell } from './report.ts';
import { WORKLOADS, type Workload } from './workloads.ts';

export const PEER = 'aws-local-stepfunctions 3.0.0';
const HAND = 'hand-written JavaScript';
const HAND_ALL_EVENTS = `${HAND} with all of AWS's events`;
/** Ours with all events of the history read. */
const READ = 'JSONPath, events read';
const UNIT = 'transitions/s';

export async function transitionsPerSecond(
  tell: Tell,
  { only, rounds }: { readonly only: string | undefined; readonly rounds: number },
): Promise<void> {
  const peer = await loadPeer();
  if (!peer) console.log('The peer needs Node 22 or newer and takes no part.');
  for (const workload of WORKLOADS) if (only === undefined || workload.name.includes(only)) await compare(workload);

  async function compare(workload: Workload): Promise<void> {
    const isLong = workload.transitions > 100_000;
    const contestants: Measured[] = [
      { name: HAND, run: byHand(workload, workload.byHand) },
      { name: 'JSONPath', run: ours(workload, 'JSONPath') },
      { name: READ, run: ours(workload, 'JSONPath', 'read') },
      { name: 'JSONata', run: ours(workload, 'JSONata') },
    ];
    if (workload.allEventsByHand)
      contestants.push({ name: HAND_ALL_EVENTS, run: byHand(workload, workload.allEventsByHand) });
    if (peer) contestants.push({ name: PEER, run: peer(workload, !isLong), isSlow: isLong });
    const times = await sideBySide(contestants, workload.output, rounds, isLong ? 'collected' : 'left alone');
    const perSecond = (name: string) => (workload.transitions / (times.get(name) ?? Number.NaN)) * 1000;
    const compared = (name: string, peerName: string) =>
      tell(rowOf(`${workload.name} (${name})`, perSecond(name), perSecond(peerName), peerName, UNIT));
    compared('JSONPath', HAND);
    compared(READ, HAND);
    if (workload.allEventsByHand) compared(READ, HAND_ALL_EVENTS);
    if (peer) compared('JSONPath', PEER);
    if (peer && !isLong) compared(READ, PEER);
    compared('JSONata', HAND);
  }
}

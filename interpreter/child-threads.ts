/**
 * The thread of a branch, of an iteration or of a child execution as it is before its first event. In a batch it takes
 * the record of a child that has ended.
 */
import type { Json, JsonObject } from '#asl/json';
import { MAX_EXPRESS_SECONDS } from './limits.ts';
import { hasExpressChildren } from './program/processor-config.ts';
import type { ProgramScope } from './program/program.ts';
import type { ChildExecution, FanRecord, FrameRecord, MapItem, MapRun, Owner, ThreadRecord } from './records.ts';
import type { Work } from './work.ts';

/** Makes the next child of a container; `item` is that of an iteration. */
export function childThread(
  work: Work,
  { id: parent, visible, childExecution }: ThreadRecord,
  frame: FrameRecord,
  { next: index, run }: FanRecord,
  item: MapItem | undefined,
  input: Json,
): ThreadRecord {
  const scope = (frame.state.scopes[item ? 0 : index] ?? frame.state.scope) as ProgramScope;
  const child = work.spareThread() ?? blankThread(work.owner, scope);
  child.id = work.nextThread++;
  child.parent = parent;
  child.kind = item ? 'iteration' : 'branch';
  child.index = index;
  child.container = frame.pointer;
  child.status = READY;
  child.variables = NO_VARIABLES;
  child.visible = run ? NO_VARIABLES : visible;
  child.lastEventId = 0;
  child.item = item;
  child.scope = scope;
  child.childExecution = run ? child.id : childExecution;
  child.execution = run && childExecutionOf(work, frame, run, input);
  child.journalLength = 0;
  return child;
}

/**
 * Makes the thread of an iteration of an inline Map that has ended that of the next one, as `childThread` would: what all
 * iterations of a Map have alike stands as it is. Its chain goes on where it ended.
 */
export function renewIteration(work: Work, child: ThreadRecord, { visible }: ThreadRecord, item: MapItem): void {
  work.renumber(child, work.nextThread++);
  child.index = item.Index;
  child.status = READY;
  child.variables = NO_VARIABLES;
  child.visible = visible;
  child.item = item;
}

const READY = { kind: 'ready' } as const;
const NO_VARIABLES: JsonObject = {};

function blankThread(owner: Owner, scope: ProgramScope): ThreadRecord {
  return {
    owner,
    id: 0,
    parent: undefined,
    kind: 'branch',
    index: 0,
    container: '',
    status: READY,
    frame: undefined,
    variables: NO_VARIABLES,
    visible: NO_VARIABLES,
    lastEventId: 0,
    item: undefined,
    scope,
    childExecution: undefined,
    execution: undefined,
    journalLength: 0,
  };
}

function childExecutionOf(work: Work, frame: FrameRecord, run: MapRun, input: Json): ChildExecution {
  return {
    input,
    startTime: work.now,
    mapRunArn: run.arn,
    redriveCount: 0,
    redriveTime: undefined,
    deadline: hasExpressChildren(frame.state) ? work.now + MAX_EXPRESS_SECONDS * 1000 : undefined,
  };
}

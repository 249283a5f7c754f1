/**
 * What the views of a run show, the requests to the debug adapter that give it, and the messages between the extension
 * and the views' pages. Lines and columns are as DAP has them; both sides of a page check what they receive.
 */

/** Request `stepwright/dataFlow`: the data of a state, stage by stage; also after the end of the execution. */
export const DATA_FLOW_REQUEST = 'stepwright/dataFlow';
/** Request `stepwright/dataFlowRows`: more rows of a value that a data flow has shown in part. */
export const DATA_FLOW_ROWS_REQUEST = 'stepwright/dataFlowRows';
/** Request `stepwright/runTimeline`: which states ran when; also after the end of the execution. */
export const RUN_TIMELINE_REQUEST = 'stepwright/runTimeline';
/** Request `stepwright/goToVisit`: the execution goes to the moment at which a visit of a state began. */
export const GO_TO_VISIT_REQUEST = 'stepwright/goToVisit';

/** Whose data: of a frame of the call stack, of a visit of the timeline, or of a state's last visit. One of them. */
export interface DataFlowParams {
  readonly frameId?: number;
  readonly visit?: number;
  readonly pointer?: string;
}

export interface DataFlow {
  /** Under which `stepwright/dataFlowRows` knows it. */
  readonly id: number;
  readonly pointer: string;
  readonly stateName: string;
  readonly stateType: string;
  /** The branch or iteration in which the state ran; absent in the outermost scope. */
  readonly lane?: string;
  readonly failure?: { readonly error?: string; readonly cause?: string };
  readonly stages: readonly FlowStage[];
  readonly events: Measured;
}

/** A size against its limit. */
export interface Measured {
  readonly size: number;
  readonly limit: number;
}

export interface FlowStage {
  readonly id: string;
  /** As the scope of the debugger is called. */
  readonly name: string;
  /** The stage that it is compared with; absent for the first one. */
  readonly before?: string;
  readonly isSame: boolean;
  /** Recorded, but still to come from where the execution stands now. */
  readonly isAhead: boolean;
  readonly bytes: Measured;
  /** The field that made it. */
  readonly field?: string;
  readonly place?: FlowPlace;
  readonly value: FlowRow;
}

export interface FlowPlace {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type FlowMark = 'same' | 'added' | 'removed' | 'changed';

/** A value, or a member of one: a line of a tree. */
export interface FlowRow {
  readonly key: string | number;
  readonly mark: FlowMark;
  /** The value on one line, cut. */
  readonly text: string;
  /** What stood there before, where it has changed and both fit on a line. */
  readonly before?: string;
  readonly kind: 'array' | 'object' | 'scalar';
  /** Members of the value now and before together: there are so many rows below. */
  readonly count: number;
  /** The first rows below, where they are given; absent: they can be asked for. */
  readonly rows?: readonly FlowRow[];
}

export interface DataFlowRowsParams {
  readonly flow: number;
  readonly stage: string;
  readonly path: readonly (string | number)[];
  readonly start: number;
}
export interface DataFlowRows {
  readonly rows: readonly FlowRow[];
}

/** Which lanes are wanted; all of the first ones when absent. */
export interface RunTimelineParams {
  readonly lanes?: number;
}

export interface RunTimeline {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Milliseconds since 1970 of the execution's clock. */
  readonly startTime: number;
  /** Where the execution stands on its timeline; absent after the end. */
  readonly position?: number;
  readonly lanes: readonly TimelineLane[];
  readonly laneCount: number;
}

/** The execution itself, a branch or an iteration. */
export interface TimelineLane {
  readonly thread: number;
  readonly name: string;
  /** How many containers are around it. */
  readonly depth: number;
  readonly visits: readonly Visit[];
  /** Visits before those that are given. */
  readonly left: number;
}

/** A state from its entry to its end; positions count the events of the execution's timeline. */
export interface Visit {
  readonly id: number;
  readonly pointer: string;
  readonly stateName: string;
  readonly start: number;
  readonly startTime: number;
  /** Absent while it is under way. */
  readonly end?: number;
  readonly endTime?: number;
  readonly outcome?: 'succeeded' | 'failed' | 'caught' | 'aborted';
  readonly retries: readonly VisitRetry[];
}
export interface VisitRetry {
  readonly position: number;
  readonly time: number;
  readonly error?: string;
}

export interface GoToVisit {
  readonly visit: number;
}

export type RunView = 'dataFlow' | 'timeline';

export type ToRunView =
  | { readonly type: 'flow'; readonly flow: DataFlow }
  | {
      readonly type: 'rows';
      readonly flow: number;
      readonly stage: string;
      readonly path: readonly (string | number)[];
      readonly start: number;
      readonly rows: readonly FlowRow[];
    }
  | { readonly type: 'timeline'; readonly timeline: RunTimeline; readonly selected?: number }
  | { readonly type: 'empty'; readonly message: string };

export type FromRunView =
  | { readonly type: 'ready' }
  /** Show the field that made a stage. */
  | { readonly type: 'show-place'; readonly place: FlowPlace }
  | ({ readonly type: 'more-rows' } & DataFlowRowsParams)
  | { readonly type: 'more-lanes'; readonly lanes: number }
  | { readonly type: 'visit'; readonly visit: number };

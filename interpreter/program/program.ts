/**
 * A definition in the shape in which the engine runs it: scopes and states linked by reference, each with its
 * phases. Expressions are compiled when they are first evaluated and then kept here, because most states of a
 * large machine do not run in one execution. A program never changes as far as anybody outside can see.
 */
import type { QueryLanguage, StateType } from '#asl';
import type { NormalValues, Placement, SharedExpressions } from '#asl/expressions';
import type { Json } from '#asl/json';
import type { EventKind, EventRun } from '../event-kinds.ts';
import type { SizeCache } from '../sizes.ts';
import type { Phase } from '../snapshot.ts';
import type { TaskResource } from './task-resource.ts';

/** The fields of a state, a retrier, a catcher or a choice rule as they stand in the definition. */
export type Fields = Readonly<Record<string, Json>>;

export interface Program {
  readonly definition: Json;
  readonly queryLanguage: QueryLanguage;
  readonly timeoutSeconds: number | undefined;
  readonly scope: ProgramScope;
  /** Every state of every scope by its pointer: `/States/Fan out/Branches[0]/States/Ship`. */
  readonly states: ReadonlyMap<string, ProgramState>;
  /** What ResultPaths do, by their text: many states have the same, and a large machine stays smaller. */
  readonly placements: Map<string, Placement>;
  /** Steps that follow from the text of one field, by that text. */
  readonly stepsByText: Map<string, unknown>;
  /** The lists of steps that were made last for the phases. */
  readonly steps: Map<readonly Phase[], readonly (readonly unknown[])[]>;
  /** The JSONata expressions of its states, those of the same text once. */
  readonly expressions: SharedExpressions;
  /** Sizes of data that executions of this program have measured: a memory, without influence on what happens. */
  readonly sizes: SizeCache;
  /** Large parts of data that JSONata has given as they are: a memory, too. */
  readonly seen: NormalValues;
}

/** A `StartAt` with its `States`. */
export interface ProgramScope {
  readonly kind: 'machine' | 'branch' | 'processor';
  /** The pointer of the object that holds `States`; `/` for the machine. */
  readonly pointer: string;
  readonly index: number;
  readonly owner: ProgramState | undefined;
  readonly start: ProgramState;
  readonly byName: ReadonlyMap<string, ProgramState>;
}

/** What nearly every state needs when it runs comes first: then it stands together in the processor's caches. */
export interface ProgramState {
  readonly pointer: string;
  readonly name: string;
  readonly type: StateType;
  readonly queryLanguage: QueryLanguage;
  readonly phases: readonly Phase[];
  /** The steps of the phases, once the state has been entered; `steps.ts` makes them and knows what they are. */
  steps: readonly unknown[] | undefined;
  /** The events that say that the state is entered and left; a Fail is never left. */
  readonly enteredEvent: EventKind;
  readonly exitedEvent: EventKind | undefined;
  /** The state after this one, for a Choice its Default; undefined at the end of the scope. */
  readonly next: ProgramState | undefined;
  /** What the Resource of a Task names. */
  readonly resource: TaskResource | undefined;
  /** The events from the answer to a plain Task to the request of the next, where one follows it (`plain-task.ts`). */
  readonly toNextTask: EventRun | undefined;
  /** The Result of a Pass in JSONPath with its size, once the state has been entered. */
  result: { readonly value: Json; readonly bytes: number; readonly levels: number } | undefined;
  readonly fields: Fields;
  readonly scope: ProgramScope;
  /** The branches of a Parallel, the processor of a Map. */
  readonly scopes: readonly ProgramScope[];
  /** Where the rules of a Choice lead. */
  readonly targets: readonly (ProgramState | undefined)[];
  /** Only of a Map: the events that say that an iteration has begun and has succeeded. */
  readonly iterationEvents: { readonly started: EventKind; readonly succeeded: EventKind } | undefined;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
  /** What else has been compiled so far, by the name of the field. */
  readonly compiled: Map<string, unknown>;
}

export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher {
  readonly errors: readonly string[];
  readonly fields: Fields;
  readonly phases: readonly Phase[];
  /** As those of a state. */
  steps: readonly unknown[] | undefined;
  readonly next: ProgramState;
}

/** Why a definition cannot run, and where. */
export interface ProgramProblem {
  readonly pointer: string;
  readonly message: string;
}

export type CompileResult =
  | { readonly program: Program; readonly problems: readonly [] }
  | { readonly program: undefined; readonly problems: readonly [ProgramProblem, ...ProgramProblem[]] };

/** What `make` gives, made at most once per state and name. */
export function compiledOnce<T, Source>(
  state: ProgramState,
  name: string,
  make: (source: Source, name: string) => T,
  source: Source,
): T {
  const known = state.compiled.get(name);
  if (known !== undefined) return known as T;
  const value = make(source, name);
  state.compiled.set(name, value);
  return value;
}

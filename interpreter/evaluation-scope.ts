/**
 * What the expressions of a state see: `$`, `$$`, `$states` and the variables. One object serves all evaluations of a
 * call; it is pointed at the thread at work before each of them.
 */
import type { NormalValues } from '#asl/expressions';
import type { Json, JsonObject } from '#asl/json';
import { contextOf } from './context.ts';
import type { Program } from './program/program.ts';
import type { ExecutionInfo, ThreadRecord } from './records.ts';

/** What a scope takes from the call at work. */
interface Surroundings {
  readonly program: Program;
  readonly info: ExecutionInfo;
  readonly now: number;
  findThread(id: number): ThreadRecord | undefined;
  readonly random: () => number;
}

/** `$states`. Absent members are undefined. */
interface States {
  input: Json;
  result: Json | undefined;
  errorOutput: Json | undefined;
  readonly [SCOPE]: EvaluationScope;
}

const SCOPE = Symbol('scope');

/**
 * One function for the `context` of every `$states`. A function for each would be part of the object's hidden class,
 * which lives on after the object: whatever an execution has made would stay in memory until the next full collection.
 */
const CONTEXT: PropertyDescriptor = {
  get(this: States): Json {
    return this[SCOPE].context;
  },
  enumerable: true,
};

/** Members in the order in which AWS prints them. */
function statesOf(scope: EvaluationScope): States {
  const states = { input: null };
  Object.defineProperty(states, 'context', CONTEXT);
  return Object.assign(states, { result: undefined, errorOutput: undefined, [SCOPE]: scope });
}

/** The context object is built only when an expression asks for it. */
export class EvaluationScope {
  private readonly work: Surroundings;
  private thread: ThreadRecord | undefined;
  /** An item under evaluation by the container itself: ItemSelector sees `Map.Item` of the iteration to come. */
  item: ThreadRecord['item'];
  data: Json = null;
  /** Made at the first JSONata expression. */
  private members: States | undefined;

  constructor(work: Surroundings) {
    this.work = work;
  }

  readonly variable = (name: string): Json | undefined => {
    const visible = this.thread?.visible;
    return visible && Object.hasOwn(visible, name) ? visible[name] : undefined;
  };

  readonly random = (): number => this.work.random();

  /** What the expressions of the thread's state see. */
  with(thread: ThreadRecord, input: Json, result: Json | undefined, errorOutput: Json | undefined): this {
    this.thread = thread;
    this.data = input;
    this.members ??= statesOf(this);
    this.members.input = input;
    this.members.result = result;
    this.members.errorOutput = errorOutput;
    return this;
  }

  get seen(): NormalValues {
    return this.work.program.seen;
  }

  get states(): JsonObject {
    this.members ??= statesOf(this);
    return this.members as unknown as JsonObject;
  }

  /** What the thread's state sees when `data` is its `$`. */
  at(thread: ThreadRecord, data: Json): this {
    this.thread = thread;
    this.data = data;
    return this;
  }

  get context(): Json {
    return this.thread ? contextOf(this.work, this.thread, this.item) : null;
  }

  get timestamp(): number {
    return this.work.now;
  }
}

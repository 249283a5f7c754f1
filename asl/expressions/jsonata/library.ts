/**
 * The shape of the derived JSONata library: its syntax tree, and what one evaluation is given. The library's own
 * declarations describe the asynchronous original.
 */

/** A node of the library's syntax tree. `position` is the end of its main token, `start` its beginning. */
export interface JsonataNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly start?: number;
  readonly steps?: readonly JsonataNode[];
  readonly lhs?: JsonataNode | readonly (readonly JsonataNode[])[];
  readonly rhs?: JsonataNode;
  readonly expression?: JsonataNode;
  readonly expressions?: readonly JsonataNode[];
  readonly procedure?: JsonataNode;
  readonly arguments?: readonly JsonataNode[];
  readonly body?: JsonataNode;
  readonly thunk?: boolean;
  readonly stages?: readonly JsonataNode[];
  readonly predicate?: readonly JsonataNode[];
  readonly expr?: JsonataNode;
  readonly group?: { readonly lhs: readonly (readonly JsonataNode[])[] };
  readonly terms?: readonly { readonly expression: JsonataNode; readonly descending?: boolean }[];
  readonly condition?: JsonataNode;
  readonly then?: JsonataNode;
  readonly else?: JsonataNode;
  readonly pattern?: JsonataNode;
  readonly update?: JsonataNode;
  readonly delete?: JsonataNode;
  /** `[]` behind a node, and in a path: a single item stays a list. */
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  /** A written list at the beginning or the end of a path, which is not joined with others. */
  readonly consarray?: boolean;
  /** `@$name` and `#$name` of a step. */
  readonly focus?: string;
  readonly index?: { readonly value: string } | string;
}

/** What the library throws: a plain object with a code, filled with a message. */
export interface JsonataFailure {
  readonly code?: string;
  readonly message?: string;
  readonly position?: number;
  readonly token?: unknown;
  readonly value?: unknown;
}

/** What an evaluation needs from outside, and by what it is bounded. */
export interface JsonataEvaluation {
  readonly timestamp: number;
  readonly random: () => number;
  /** Called at every step with the nesting depth; throws to end the evaluation. */
  readonly onStep: (depth: number) => void;
  /** Called with every string and list that is made; throws to end the evaluation. */
  readonly onSize: (value: { readonly length: number; readonly isList?: boolean } | string) => void;
  /** Called with what a native function does inside one step, in items of lists; throws to end the evaluation. */
  readonly onWork: (items: number) => void;
}

export interface JsonataExpression {
  ast(): JsonataNode;
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>, evaluation: JsonataEvaluation): unknown;
  assign(name: string, value: unknown): void;
}

/** What a native function finds in `this`. */
export interface JsonataFocus {
  readonly input: unknown;
  readonly options: JsonataEvaluation;
  readonly createSequence: () => unknown[];
}

/** A native function as the library holds it. */
export interface JsonataNative {
  readonly implementation: (this: JsonataFocus, ...args: readonly unknown[]) => unknown;
  /** Checks the arguments, wraps single items into lists and fills in the context; throws where they do not fit. */
  readonly signature?: {
    readonly definition: string;
    readonly validate: (args: readonly unknown[], context: unknown) => unknown[];
  };
}

export interface JsonataLibrary {
  (expression: string): JsonataExpression;
  /** A native function with a signature in the library's notation. */
  defineFunction(implementation: (this: JsonataFocus, ...args: never[]) => unknown, signature: string): JsonataNative;
  /** The native function of that name, as the library has it. */
  native(name: string): JsonataNative | undefined;
  /** What a regular expression of the tree evaluates to: a function from a text to its first match. */
  matcher(node: JsonataNode): (text: string, from?: number) => unknown;
}

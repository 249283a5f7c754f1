/**
 * The shape of the tables that say what Amazon States Language is. Validation, completion, hover, semantic
 * tokens, breakpoint locations and the generated docs all read them; nothing about a field is said elsewhere.
 */
import type { QueryLanguage, StateType } from '../model.ts';

/** What stands in a field: drives completion, hover, rename, go-to-definition, tokens, breakpoint places and rules. */
export type ValueKind =
  | 'text' // free text: Comment, Version, Error, Cause
  | 'stateName' // Next, Default, StartAt
  | 'stateType'
  | 'enum' // one of `values`
  | 'boolean'
  | 'integer'
  | 'number'
  | 'timestamp' // RFC 3339
  | 'path' // a JSONPath into the data, the context object or a variable; `null` allowed where `nullable`
  | 'referencePath' // a JSONPath to one node
  | 'resource' // an ARN of a task or a service integration
  | 'template' // a payload template (JSONPath) or a JSON value with `{% %}` strings (JSONata)
  | 'json' // any JSON, never evaluated
  | 'condition' // the boolean expression of a JSONata choice rule
  | 'assign' // variable names to template values
  | 'errorNames'
  | 'strings' // a list of strings
  | 'states' // the States object
  | 'scope' // an object of the given `object` that holds StartAt and States
  | 'scopes' // a list of those
  | 'object' // one object of the given `object`
  | 'objects'; // a list of objects of the given `object`

export interface FieldSpec {
  readonly name: string;
  readonly kind: ValueKind;
  /** Markdown, one to four sentences in our own words; hover and docs show it. */
  readonly doc: string;
  /** Where to read on: a path under the developer guide, for example `state-wait.html`. */
  readonly link?: string;
  /** The query language that the field needs; absent = both. */
  readonly only?: QueryLanguage;
  readonly required?: boolean;
  readonly deprecated?: string;
  /** `null` is a meaningful value (InputPath, OutputPath, ResultPath). */
  readonly nullable?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly nonEmpty?: boolean;
  readonly values?: readonly string[];
  /** The only calls that a `resource` may name, where it is not the Resource of a Task: `s3:getObject`. */
  readonly calls?: readonly string[];
  /** Documentation of each value of an enum. */
  readonly valueDocs?: Readonly<Record<string, string>>;
  /** A string `{% … %}` may stand for the value in JSONata states. */
  readonly expression?: boolean;
  /** An intrinsic function may stand for the path (ErrorPath, CausePath). */
  readonly intrinsic?: boolean;
  /** A `template` that has to be a list or an object. */
  readonly container?: boolean;
  /** The name of the object spec of the value or its items. */
  readonly object?: string;
  /** The field is only legal while the sibling `field` has one of `values` (see `FieldCondition`). */
  readonly when?: FieldCondition;
  /** The field must be present while the sibling `field` has one of `values`. */
  readonly requiredWhen?: FieldCondition;
  /** What is assumed when the field is absent, in words. */
  readonly default?: string;
  /** The text to insert as value on completion, in snippet syntax, JSON form; derived from `kind` when absent. */
  readonly snippet?: string;
}

/** A condition on the literal value of a sibling field; `''` among the values stands for an absent one. */
export interface FieldCondition {
  readonly field: string;
  readonly values: readonly string[];
}

/** A set of fields of which at most one, or exactly one, may be present. */
export interface FieldGroup {
  readonly fields: readonly string[];
  readonly need: 'at-most-one' | 'exactly-one' | 'at-least-one';
  /** The query language in which the group counts; absent = both. */
  readonly only?: QueryLanguage;
}

/** An object of the language: the machine, a state of some type, a retrier, a choice rule, … */
export interface ObjectSpec {
  readonly name: string;
  /** What to call it in messages: `a Task state`, `a retrier`. */
  readonly title: string;
  readonly doc: string;
  readonly link?: string;
  readonly fields: readonly FieldSpec[];
  readonly groups?: readonly FieldGroup[];
}

export interface StateSpec extends ObjectSpec {
  readonly type: StateType;
  /** A whole member of `States` (`"Name": {…}`) in JSON, in snippet syntax (`$` written `\\$`), for completion. */
  readonly snippet: Readonly<Record<QueryLanguage, string>>;
}

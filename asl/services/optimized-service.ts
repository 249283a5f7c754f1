/** What the table of optimized integrations says of a service and its actions. */
import type { Member } from './shape.ts';

export interface OptimizedService {
  /** AWS's name of the service. */
  readonly name: string;
  /** The page of AWS's developer guide. */
  readonly page: string;
  readonly errorPrefix: string;
  /** Names that are documented, recorded or used in public: there are others. */
  readonly errors: readonly string[];
  readonly actions: Readonly<Record<string, OptimizedAction>>;
  /** Actions that people use and AWS's list does not have: nothing is known of them. */
  readonly unlisted?: readonly string[];
}

export interface OptimizedAction {
  /** The endings that the action may have: `.sync`, `.sync:2`, `.waitForTaskToken`. */
  readonly patterns: readonly string[];
  /** Endings about which AWS's own pages disagree. */
  readonly disputed?: readonly string[];
  /** The members of `Parameters` or `Arguments` that the call needs. */
  readonly required: readonly string[];
  /** One of these is needed besides. */
  readonly oneOf?: readonly string[];
  /** The action of the catalogue that takes and gives the same, as `<service>:<action>`. */
  readonly api?: string;
  /** The action by which Step Functions asks what has become of a job that `.sync` waits for. */
  readonly polls?: string;
  /** Members of what is told of the job that are not as the API gives them, by ending. */
  readonly tells?: Readonly<Record<string, Readonly<Record<string, OwnParameter>>>>;
  /** The members of `api` that the integration takes; absent where it takes all. */
  readonly takes?: readonly string[];
  /** Members that it must not have, by ending; `*` for all. */
  readonly refuses?: Readonly<Record<string, readonly string[]>>;
  /** Members that the API does not have, or has as something else. */
  readonly own?: Readonly<Record<string, OwnParameter>>;
  /** Deep members that take JSON where the API has text: the task token is passed in them. */
  readonly anyJson?: readonly string[];
  /** Members of the result that are not as the API gives them. */
  readonly gives?: Readonly<Record<string, OwnParameter>>;
  /** The result in words, where it is not the API's. */
  readonly result?: string;
}

export type OwnParameter = Pick<Member, 'shape'> & { readonly doc: string };

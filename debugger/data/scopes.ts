/**
 * The data of a state as scopes in the order of its pipeline, only those it has reached, each with the field of the
 * definition that made it. What can still be changed says so.
 */
import { type QueryLanguage, type Range, valueOf } from '#asl';
import { isJsonArray, isJsonObject, type Json } from '#asl/json';
import type { Failure, Snapshot, Stages } from '#interpreter';
import { type Definition, findState } from '../launch/definition.ts';
import { machineOfPointer } from '../nested/numbering.ts';
import { previewOf } from '../preview.ts';
import type { Ledger } from '../run/ledger.ts';
import { contextAt, languageAt } from './evaluate.ts';
import { definitionOf, parentOf, threadName } from './frames.ts';
import { assignmentOf, type Origin, originOf } from './origin.ts';
import { currentStage, isFailureOpen, isOpen } from './stages.ts';
import type { Container, Entry, Expression, Slot } from './variables.ts';

type ThreadOf = Snapshot['threads'][number];
type Frame = NonNullable<ThreadOf['frame']>;

export interface ScopeView {
  readonly name: string;
  readonly hint?: 'arguments' | 'locals' | 'returnValue';
  /** The field that makes the value. */
  readonly range: Range | undefined;
  readonly container: Container;
  readonly indexed?: number;
  readonly named?: number;
  /** Costs something to show, or is rarely wanted: folded at first. */
  readonly isExpensive?: boolean;
}

interface StageRow {
  readonly name: string;
  readonly stage: keyof Stages;
  readonly fields: readonly string[];
  readonly hint?: ScopeView['hint'];
}

/** The stages of a state in the order of its pipeline, with the fields that make them. */
export const STAGES: readonly StageRow[] = [
  { name: 'Input', stage: 'input', fields: [], hint: 'arguments' },
  { name: 'Effective input', stage: 'afterInputPath', fields: ['InputPath'] },
  { name: 'Parameters', stage: 'afterParameters', fields: ['Parameters'] },
  { name: 'Arguments', stage: 'afterArguments', fields: ['Arguments'] },
  { name: 'Items', stage: 'items', fields: ['ItemReader', 'ItemsPath', 'Items', 'ItemSelector', 'Parameters'] },
  { name: 'Result', stage: 'result', fields: ['Result', 'Resource', 'Branches', 'ItemProcessor', 'Iterator'] },
  { name: 'Selected result', stage: 'afterResultSelector', fields: ['ResultSelector'] },
  { name: 'Merged result', stage: 'afterResultPath', fields: ['ResultPath'] },
  { name: 'Output', stage: 'output', fields: ['OutputPath', 'Output'], hint: 'returnValue' },
];

/** What a stage is called where people see it. */
export function stageName(stage: string): string {
  return STAGES.find((row) => row.stage === stage)?.name ?? stage;
}

/** What is running, where it stands, and what it did so far. */
export interface Moment {
  readonly definition: Definition;
  readonly snapshot: Snapshot;
  readonly ledger: Ledger;
}

/** The scopes of the state in which a thread stands. */
export function scopesOf({ definition, snapshot, ledger }: Moment, thread: ThreadOf): readonly ScopeView[] {
  const { frame } = thread;
  const variables = variablesScope({ definition, snapshot, ledger }, thread);
  if (!frame) return [variables, contextScope(snapshot, thread)];
  const scopes = STAGES.flatMap((row) => stageScope(definition, thread, frame, row));
  scopes.push(variables, contextScope(snapshot, thread));
  const failure = frame.failure ?? undefined;
  if (failure) scopes.push(errorScope(definition, thread, frame, failure));
  if (frame.state.retriers.length > 0) scopes.push(retryScope(definition, frame));
  return scopes;
}

function stageScope(definition: Definition, thread: ThreadOf, frame: Frame, row: StageRow): ScopeView[] {
  const value = frame.stages[row.stage] as Json | undefined;
  if (value === undefined || isRepeated(frame, row.stage)) return [];
  const target = { kind: 'stage', thread: thread.id, stage: row.stage } as const;
  const slot: Slot = { target, path: [], isOpen: isOpen(thread, row.stage) };
  const state = findState(definition, frame.pointer);
  const origin = state && originOf(state.node, row.fields, machineOfPointer(frame.pointer));
  const base = valueScope(row.name, value, stageExpression(frame, row.stage), slot, origin);
  const range = fieldRange(definition, frame.pointer, row.fields);
  return [{ ...base, range, ...(row.hint ? { hint: row.hint } : {}) }];
}

/** A stage that is the very value of the stage before it has nothing to add. */
function isRepeated({ stages }: Frame, stage: keyof Stages): boolean {
  if (stage === 'afterResultPath') return stages.output !== undefined && stages.output === stages.afterResultPath;
  return false;
}

function valueScope(
  name: string,
  value: Json,
  expression: Expression | undefined,
  slot: Slot | undefined,
  origin?: Origin,
): ScopeView {
  const container: Container = { kind: 'value', value, expression, slot, origin };
  if (isJsonArray(value) && value.length > 0) return { name, range: undefined, container, indexed: value.length };
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return { name, range: undefined, container, named: Object.keys(value).length };
  }
  // A scope has no value of its own in DAP: one line below it shows a scalar.
  const entry: Entry = { name: '(value)', value, expression, slot, origin };
  return { name, range: undefined, container: { kind: 'entries', entries: () => [entry] } };
}

/** What gives the stage again in the state's language, where the language can name it at this phase. */
function stageExpression(frame: Frame, stage: keyof Stages): Expression | undefined {
  const language: QueryLanguage = frame.queryLanguage;
  if (language === 'JSONata') {
    if (stage === 'input') return { text: '$states.input', language };
    return stage === 'result' && frame.catcher === undefined ? { text: '$states.result', language } : undefined;
  }
  return stage === currentStage(frame) ? { text: '$', language } : undefined;
}

function variablesScope(moment: Moment, thread: ThreadOf): ScopeView {
  const { definition, snapshot } = moment;
  const language = thread.frame?.queryLanguage ?? definitionOf(definition, snapshot, thread).machine.queryLanguage;
  const entries = (): readonly Entry[] => {
    const own = variableEntries(moment, thread, language, true);
    const assigned = Object.entries(thread.frame?.assigned ?? {});
    const next = assigned.map(([name, value]): Entry => ({ name: `$${name}`, value }));
    if (next.length > 0)
      own.push({ name: 'when the state is left', value: null, text: `${next.length}`, children: () => next });
    const outer: Entry[] = [];
    const seen = new Set(Object.keys(thread.variables));
    for (let at = scopeAround(snapshot, thread); at; at = scopeAround(snapshot, at)) {
      const visible = variableEntries(moment, at, language, false).filter(({ name }) => !seen.has(name.slice(1)));
      for (const { name } of visible) seen.add(name.slice(1));
      if (visible.length > 0)
        outer.push({
          name: `from ${threadName(definition, snapshot, at)}`,
          value: null,
          text: `${visible.length}`,
          children: () => visible,
        });
    }
    return [...own, ...outer];
  };
  return { name: 'Variables', hint: 'locals', range: undefined, container: { kind: 'entries', entries } };
}

/** The thread whose variables are seen from within: an execution sees none of those around it. */
const scopeAround = (snapshot: Snapshot, thread: ThreadOf): ThreadOf | undefined =>
  thread.kind === 'execution' ? undefined : parentOf(snapshot, thread);

function variableEntries(
  { definition, ledger }: Moment,
  thread: ThreadOf,
  language: QueryLanguage,
  isOwn: boolean,
): Entry[] {
  const originOfVariable = (name: string): Origin | undefined => {
    const assigner = ledger.assignerOf(thread.id, name);
    const state = assigner && findState(definition, assigner.pointer);
    return state && assignmentOf(state, name, assigner);
  };
  return Object.entries(thread.variables).map(([name, value]) => ({
    name: `$${name}`,
    value,
    expression: { text: `$${name}`, language },
    slot: { target: { kind: 'variable', thread: thread.id, name }, path: [], isOpen: isOwn },
    origin: originOfVariable(name),
  }));
}

function contextScope(snapshot: Snapshot, thread: ThreadOf): ScopeView {
  const language = thread.frame?.queryLanguage ?? languageAt(snapshot, thread);
  const expression: Expression = { text: language === 'JSONata' ? '$states.context' : '$$', language };
  return { ...valueScope('Context object', contextAt(snapshot, thread), expression, undefined), isExpensive: true };
}

/** The failure: before Retry and Catch look at it, and as long as a catcher has not made its output of it. */
function errorScope(definition: Definition, thread: ThreadOf, frame: Frame, { error, cause }: Failure): ScopeView {
  const isOpen = isFailureOpen(frame);
  const line = (name: 'Error' | 'Cause', value: string): Entry => ({
    name,
    value,
    slot: { target: { kind: 'failure', thread: thread.id, name }, path: [], isOpen },
  });
  const lines: Entry[] = [];
  if (error !== undefined) lines.push(line('Error', error));
  if (cause !== undefined) lines.push(line('Cause', cause));
  const range = fieldRange(definition, frame.pointer, ['Catch', 'Retry']);
  return { name: 'Error', range, container: { kind: 'entries', entries: () => lines }, named: lines.length };
}

function retryScope(definition: Definition, frame: Frame): ScopeView {
  const entries = frame.state.retriers.map((retrier, index): Entry => {
    const used = frame.retryCounts[index] ?? 0;
    const delay = Math.min(
      retrier.intervalSeconds * retrier.backoffRate ** used,
      retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY,
    );
    const next =
      used < retrier.maxAttempts
        ? `, next after ${retrier.fullJitter ? 'up to ' : ''}${Number(delay.toFixed(3))} s`
        : ', used up';
    return {
      name: previewOf(retrier.errors.join(', '), 60).slice(1, -1),
      value: used,
      text: `${used} of ${retrier.maxAttempts}${next}`,
    };
  });
  return {
    name: 'Retry',
    range: fieldRange(definition, frame.pointer, ['Retry']),
    container: { kind: 'entries', entries: () => entries },
  };
}

function fieldRange(definition: Definition, pointer: string, fields: readonly string[]): Range | undefined {
  const state = findState(definition, pointer);
  if (!state) return undefined;
  if (fields.length === 0) return state.key;
  const field = fields.find((name) => valueOf(state.node, name) !== undefined);
  return field === undefined ? undefined : state.node.properties.find(({ key }) => key.value === field)?.key;
}

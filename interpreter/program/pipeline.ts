/**
 * The data flow of a state as a list of phases: which fields act in which order, by query language and state type.
 * The engine runs these lists, and the debugger's steps and scopes read them, so nothing about the order is said
 * elsewhere. A field that is absent is no phase.
 */
import type { QueryLanguage, StateType } from '#asl';
import { isJsonObject, type Json } from '#asl/json';
import type { Phase } from '../snapshot.ts';
import type { Fields } from './program.ts';

interface PhaseRule {
  readonly phase: Phase;
  /** The state has the phase where one of these fields is present; absent = always. */
  readonly fields?: readonly string[];
  /** Only states of these types have it. */
  readonly types?: readonly StateType[];
  /** Choice rules may hold the field instead of the state. */
  readonly inRules?: boolean;
}

const JSONPATH_FLOW: readonly PhaseRule[] = [
  { phase: 'enter' },
  { phase: 'InputPath', fields: ['InputPath'] },
  { phase: 'Parameters', fields: ['Parameters'], types: ['Task', 'Parallel', 'Pass'] },
  { phase: 'Items', types: ['Map'] },
  { phase: 'action' },
  { phase: 'ResultSelector', fields: ['ResultSelector'], types: ['Task', 'Parallel', 'Map'] },
  { phase: 'ResultPath', fields: ['ResultPath'], types: ['Task', 'Parallel', 'Map', 'Pass'] },
  { phase: 'Assign', fields: ['Assign'], inRules: true },
  { phase: 'OutputPath', fields: ['OutputPath'] },
  { phase: 'leave' },
];

const JSONATA_FLOW: readonly PhaseRule[] = [
  { phase: 'enter' },
  { phase: 'Arguments', fields: ['Arguments'], types: ['Task', 'Parallel'] },
  { phase: 'Items', types: ['Map'] },
  { phase: 'action' },
  { phase: 'Output', fields: ['Output'], inRules: true },
  { phase: 'Assign', fields: ['Assign'], inRules: true },
  { phase: 'leave' },
];

const FLOWS: Readonly<Record<QueryLanguage, readonly PhaseRule[]>> = { JSONPath: JSONPATH_FLOW, JSONata: JSONATA_FLOW };

const CATCH_FLOWS: Readonly<Record<QueryLanguage, readonly PhaseRule[]>> = {
  JSONPath: [
    { phase: 'ResultPath', fields: ['ResultPath'] },
    { phase: 'Assign', fields: ['Assign'] },
    { phase: 'leave' },
  ],
  JSONata: [{ phase: 'Output', fields: ['Output'] }, { phase: 'Assign', fields: ['Assign'] }, { phase: 'leave' }],
};

/** The phases of a state in the order in which they run. */
export function phasesOf(type: StateType, queryLanguage: QueryLanguage, fields: Fields): readonly Phase[] {
  return FLOWS[queryLanguage].filter((rule) => applies(rule, type, fields)).map((rule) => rule.phase);
}

/** The phases that run after a catcher has taken a failure. The state's own Output, OutputPath and Assign do not run then. */
export function catchPhasesOf(queryLanguage: QueryLanguage, catcher: Fields): readonly Phase[] {
  return CATCH_FLOWS[queryLanguage].filter((rule) => has(catcher, rule.fields)).map((rule) => rule.phase);
}

function applies(rule: PhaseRule, type: StateType, fields: Fields): boolean {
  if (rule.types && !rule.types.includes(type)) return false;
  return (
    has(fields, rule.fields) || (rule.inRules === true && rulesOf(fields).some((choice) => has(choice, rule.fields)))
  );
}

const has = (fields: Fields, names: readonly string[] | undefined): boolean =>
  names === undefined || names.some((name) => fields[name] !== undefined);

function rulesOf(fields: Fields): readonly Fields[] {
  const choices: Json | undefined = fields.Choices;
  return Array.isArray(choices) ? choices.filter(isJsonObject) : [];
}

/** The field of the definition that a phase reads first; a debugger marks its line. */
export function fieldOfPhase(phase: Phase, fields: Fields): string | undefined {
  const candidates =
    phase === 'Items' ? ['ItemReader', 'ItemsPath', 'Items', 'ItemSelector', 'Parameters', 'ItemBatcher'] : [phase];
  return candidates.find((name) => fields[name] !== undefined);
}

/** Conditions of prepared answers: for which input, branch, iteration or try an answer is meant. */
import { EvaluationError } from '#asl/expressions';
import { equalJson, isJsonArray, isJsonObject, type Json, numberOf } from '#asl/json';
import type { TaskRequest } from '../snapshot.ts';
import { branchIndexOf, mapIndexOf } from './iteration.ts';
import { evaluateForTask } from './mock-expressions.ts';

/** All that is given has to be true. */
export interface MockCondition {
  /** The task's input has at least this: objects may have more members, everything else is equal. */
  readonly input?: Json;
  /** The index of the branch around the state, from 0: `1` or `"1-3"`. */
  readonly branch?: number | string;
  /** The index of the Map iteration around the state, from 0. */
  readonly iteration?: number | string;
  /** 0 for the first try of a state, 1 for its first retry. */
  readonly attempt?: number | string;
  /** `{% … %}` that gives true. */
  readonly expression?: string;
}

/** Whether the request is one that the condition means. */
export function meets(condition: MockCondition, request: TaskRequest): boolean {
  const { input, branch, iteration, attempt, expression } = condition;
  return (
    (input === undefined || hasAtLeast(request.input, input)) &&
    isWithin(branch, branchIndexOf(request)) &&
    isWithin(iteration, mapIndexOf(request)) &&
    isWithin(attempt, request.attempt) &&
    (expression === undefined || isTrue(expression, request))
  );
}

/** The first and the last index that `1` or `"1-3"` names; undefined where it is neither. */
export function indexRangeOf(value: Json): readonly [number, number] | undefined {
  const number = numberOf(value);
  if (number !== undefined) return Number.isInteger(number) && number >= 0 ? [number, number] : undefined;
  const [, from, to] = typeof value === 'string' ? (/^(\d{1,9})(?:-(\d{1,9}))?$/.exec(value) ?? []) : [];
  if (from === undefined) return undefined;
  const range = [Number(from), Number(to ?? from)] as const;
  return range[0] <= range[1] ? range : undefined;
}

function isWithin(wanted: number | string | undefined, index: number | undefined): boolean {
  if (wanted === undefined) return true;
  const range = indexRangeOf(wanted);
  return range !== undefined && index !== undefined && range[0] <= index && index <= range[1];
}

function isTrue(expression: string, request: TaskRequest): boolean {
  try {
    return evaluateForTask(expression, request, 'when/expression') === true;
  } catch (error) {
    if (error instanceof EvaluationError) return true;
    throw error;
  }
}

/** True where the value is the pattern, or an object with more members than it, at any depth. */
function hasAtLeast(value: Json | undefined, pattern: Json): boolean {
  if (isJsonObject(pattern))
    return isJsonObject(value) && Object.entries(pattern).every(([key, wanted]) => hasAtLeast(value[key], wanted));
  if (isJsonArray(pattern))
    return (
      isJsonArray(value) && value.length === pattern.length && pattern.every((item, i) => hasAtLeast(value[i], item))
    );
  return value !== undefined && equalJson(value, pattern);
}

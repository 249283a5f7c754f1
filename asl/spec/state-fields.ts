/**
 * The fields that several state types share, as a ladder: every rung has the fields of the one below. A state file
 * names its rung and adds its own fields.
 */
import {
  assign,
  catchField,
  comment,
  end,
  inputPath,
  next,
  output,
  outputPath,
  queryLanguage,
  resultPath,
  resultSelector,
  retry,
  type,
} from './fields.ts';
import type { FieldSpec } from './types.ts';

/** Every state. */
export const stateFields: readonly FieldSpec[] = [comment, queryLanguage, type];

/** States that hand data on: all but Fail. */
export const dataFields: readonly FieldSpec[] = [...stateFields, inputPath, output, outputPath];

/** States that another state may follow by `Next`: Pass, Wait and those that do work. */
export const stepFields: readonly FieldSpec[] = [...dataFields, assign, end, next];

/** States that do work, have its result, and may fail: Task, Parallel and Map. */
export const workFields: readonly FieldSpec[] = [...stepFields, catchField, resultPath, resultSelector, retry];

/** The fields of a state by name: those it shares, and its own, which may replace a shared one of the same name. */
export function fieldsWith(shared: readonly FieldSpec[], own: readonly FieldSpec[] = []): readonly FieldSpec[] {
  const byName = new Map([...shared, ...own].map((field) => [field.name, field]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

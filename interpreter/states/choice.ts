/** Choice: the first rule that holds decides where to go; without one the Default does. */
import { compileJsonataTemplate, unexpectedResult } from '#asl/expressions';
import type { Json } from '#asl/json';
import { NO_TRANSITION } from '../causes.ts';
import { sourceOf } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import { compileChoice } from '../program/choice-rules.ts';
import type { Fields } from '../program/program.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

/** The index of the first rule that holds, or -1. */
type Choose = (work: Work, thread: ThreadRecord, frame: FrameRecord) => number;

export const choice: Behaviour = {
  action: ({ queryLanguage, fields }) => {
    const rules = fields.Choices as unknown as readonly Fields[];
    const choose = queryLanguage === 'JSONata' ? compileConditions(rules) : compileTests(rules);
    return (work, thread, frame) => {
      frame.chosen = choose(work, thread, frame);
      if (frame.chosen < 0 && fields.Default === undefined) throw runtimeFailure(frame, NO_TRANSITION);
      return true;
    };
  },
};

function compileTests(rules: readonly Fields[]): Choose {
  const tests = rules.map(compileChoice);
  return (work, thread, frame) => {
    const scope = work.scope.at(thread, effectiveInputOf(frame.stages));
    for (let index = 0; index < tests.length; index++) if (tests[index]?.(scope)) return index;
    return -1;
  };
}

function compileConditions(rules: readonly Fields[]): Choose {
  const conditions = rules.map(({ Condition = false }, index) => compileCondition(Condition, index));
  return (work, thread, frame) => {
    for (let index = 0; index < conditions.length; index++) if (conditions[index]?.(work, thread, frame)) return index;
    return -1;
  };
}

function compileCondition(condition: Json, index: number) {
  const field = `Choices[${index}]/Condition`;
  const compiled = compileJsonataTemplate(condition);
  return (work: Work, thread: ThreadRecord, frame: FrameRecord): boolean => {
    const scope = work.scope.with(thread, frame.stages.input, undefined, undefined);
    const holds = compiled.evaluate(scope, field, work.info.expressionBudget);
    if (typeof holds !== 'boolean') throw unexpectedResult(sourceOf(condition), field, 'boolean', holds);
    return holds;
  };
}

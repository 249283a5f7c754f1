/** Choice: the first rule that holds decides where to go; without one the Default does. */
import { unexpectedResult } from '#asl/expressions';
import type { Json } from '#asl/json';
import { NO_TRANSITION } from '../causes.ts';
import { evaluateField, sourceOf } from '../evaluation.ts';
import { runtimeFailure } from '../failure/state-failure.ts';
import { type ChoiceTest, compileChoice } from '../program/choice-rules.ts';
import { compiledOnce, type Fields } from '../program/program.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

export const choice: Behaviour = {
  action: (work, thread, frame) => {
    const rules = rulesOf(frame.state.fields);
    frame.chosen =
      frame.queryLanguage === 'JSONata'
        ? firstCondition(work, thread, frame, rules)
        : firstTest(work, thread, frame, rules);
    if (frame.chosen < 0 && frame.state.fields.Default === undefined) throw runtimeFailure(frame, NO_TRANSITION);
    return true;
  },
};

const rulesOf = (fields: Fields): readonly Fields[] => fields.Choices as unknown as readonly Fields[];

function firstTest(work: Work, thread: ThreadRecord, frame: FrameRecord, rules: readonly Fields[]): number {
  const tests: readonly ChoiceTest[] = compiledOnce(frame.state, 'Choices', () => rules.map(compileChoice));
  const scope = work.scope.at(thread, effectiveInputOf(frame.stages));
  for (let index = 0; index < tests.length; index++) if (tests[index]?.(scope)) return index;
  return -1;
}

function firstCondition(work: Work, thread: ThreadRecord, frame: FrameRecord, rules: readonly Fields[]): number {
  const fields = compiledOnce(frame.state, 'Choices', () => rules.map((_, index) => `Choices[${index}]/Condition`));
  for (let index = 0; index < rules.length; index++) {
    const condition = rules[index]?.Condition;
    const field = fields[index] ?? '';
    const holds: Json = condition === undefined ? false : evaluateField(work, thread, frame, field, condition);
    if (holds === true) return index;
    if (typeof holds !== 'boolean') throw unexpectedResult(sourceOf(condition ?? null), field, 'boolean', holds);
  }
  return -1;
}

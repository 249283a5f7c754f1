/** Pass: its Result, or what came in, goes out. */
import type { Json } from '#asl/json';
import { measure } from '../measured.ts';
import type { Program, ProgramState } from '../program/program.ts';
import { levelsAtMost, sizeOf } from '../sizes.ts';
import { type Behaviour, effectiveInputOf, type Step } from './behaviour.ts';

const passOn: Step = (_work, _thread, frame) => {
  frame.stages.result = effectiveInputOf(frame.stages);
  return true;
};

const doNothing: Step = () => true;

/** One function for all states, as each has its steps in the processor's caches, and a large machine has many. */
const giveResult: Step = (_work, _thread, frame) => {
  const { result } = frame.state;
  if (!result) return true;
  frame.stages.result = result.value;
  measure(frame, result.value, result.bytes, result.levels);
  return true;
};

export const pass: Behaviour = {
  action: (state, program) => {
    const { queryLanguage, fields } = state;
    const { Result } = fields;
    if (queryLanguage === 'JSONata') return doNothing;
    if (Result === undefined) return passOn;
    state.result = measuredResult(program, Result);
    return giveResult;
  },
};

/** Measured to its end, because it counts for executions with other limits, too. */
function measuredResult({ sizes }: Program, value: Json): ProgramState['result'] {
  const bytes = sizeOf(value, Number.MAX_VALUE, sizes);
  return { value, bytes, levels: levelsAtMost(value, bytes, Number.MAX_VALUE, sizes) };
}

/** Pass: its Result, or what came in, goes out. */
import type { Json } from '#asl/json';
import { sizeOf } from '../limits.ts';
import { measure } from '../measured.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf, type Step } from './behaviour.ts';

const passOn: Step = (_work, _thread, frame) => {
  frame.stages.result = effectiveInputOf(frame.stages);
  return true;
};

export const pass: Behaviour = {
  action: ({ queryLanguage, fields: { Result } }) => {
    if (queryLanguage === 'JSONata') return () => true;
    if (Result === undefined) return passOn;
    let size: { readonly bytes: number; readonly levels: number } | undefined;
    return (work, _thread, frame) => {
      frame.stages.result = Result;
      size ??= sizeOfResult(work, Result);
      measure(frame, Result, size.bytes, size.levels);
      return true;
    };
  },
};

/** Measured to its end, because it counts for executions with other limits, too. */
function sizeOfResult(work: Work, Result: Json) {
  const bytes = sizeOf(Result, Number.MAX_VALUE, work.program.sizes);
  return { bytes, levels: work.levelsOf(Result, bytes) };
}

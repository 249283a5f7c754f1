/** Pass: its Result, or what came in, goes out. */
import { measure } from '../flow.ts';
import { sizeOf } from '../limits.ts';
import { type Behaviour, effectiveInputOf, type Step } from './behaviour.ts';

const passOn: Step = (_work, _thread, frame) => {
  frame.stages.result = effectiveInputOf(frame.stages);
  return true;
};

export const pass: Behaviour = {
  action: ({ queryLanguage, fields: { Result } }) => {
    if (queryLanguage === 'JSONata') return () => true;
    if (Result === undefined) return passOn;
    let bytes: number | undefined;
    return (work, _thread, frame) => {
      frame.stages.result = Result;
      // The size counts for executions with other limits, too.
      bytes ??= sizeOf(Result, Number.MAX_VALUE, work.program.sizes);
      measure(frame, Result, bytes);
      return true;
    };
  },
};

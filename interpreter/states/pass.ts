/** Pass: its Result, or what came in, goes out. */
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

export const pass: Behaviour = {
  action: ({ queryLanguage, fields: { Result } }) => {
    if (queryLanguage === 'JSONata') return () => true;
    return (_work, _thread, frame) => {
      frame.stages.result = Result === undefined ? effectiveInputOf(frame.stages) : Result;
      return true;
    };
  },
};

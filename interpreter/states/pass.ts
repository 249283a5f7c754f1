/** Pass: its Result, or what came in, goes out. */
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

export const pass: Behaviour = {
  action: (_work, _thread, frame) => {
    const { Result } = frame.state.fields;
    if (frame.queryLanguage === 'JSONPath')
      frame.stages.result = Result === undefined ? effectiveInputOf(frame.stages) : Result;
    return true;
  },
};

/** `setExpression`: assigns a value to a variable or a path into the data of the state. */

import { toDapVariable } from '../data/variables.ts';
import { changeableOf, threadInFocus } from '../session/current.ts';
import { slotOf, typedValue, writeValue } from '../session/editing.ts';
import { request } from './request.ts';

export const setExpression = request({
  command: 'setExpression',
  capabilities: { supportsSetExpression: true },
  needs: { expression: 'string', value: 'string' },
  run(session, { expression, value, frameId }) {
    const { run } = changeableOf(session);
    const thread = threadInFocus(session, frameId);
    const slot = slotOf(run.snapshot, thread, expression);
    const written = writeValue(session, slot, typedValue(session, thread, value), undefined);
    const {
      name: _name,
      evaluateName: _evaluateName,
      presentationHint: _hint,
      ...shown
    } = toDapVariable(session.handles.variables, written);
    return shown;
  },
});

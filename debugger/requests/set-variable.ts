/** `setVariable`: changes a value in the Variables view, where no phase has consumed it yet. */

import { findEntry, toDapVariable } from '../data/variables.ts';
import { fail } from '../errors.ts';
import { changeableOf, threadOf } from '../session/current.ts';
import { typedValue, writeValue } from '../session/editing.ts';
import { request } from './request.ts';

export const setVariable = request({
  command: 'setVariable',
  capabilities: { supportsSetVariable: true },
  needs: { variablesReference: 'number', name: 'string', value: 'string' },
  run(session, { variablesReference, name, value }) {
    const live = changeableOf(session);
    const store = session.handles.variables;
    const entry = findEntry(store, variablesReference, name);
    if (!entry) return fail('unknownFrame', 'The execution has moved on; this value is gone.');
    if (!entry.slot?.isOpen)
      return entry.slot?.target.kind === 'variable'
        ? fail('notSettable', `'${name}' belongs to an outer scope; only its own scope can assign it.`)
        : fail('consumed', `'${name}' is already consumed by the state; a change would have no effect.`);
    const thread = threadOf(live, entry.slot.target.thread);
    const written = writeValue(session, entry.slot, typedValue(session, thread, value), entry.expression);
    const {
      name: _name,
      evaluateName: _evaluateName,
      presentationHint: _hint,
      ...shown
    } = toDapVariable(store, written);
    return shown;
  },
});

/** `variables`: what lies below a scope or a value, in pages where there is much of it. */

import { toDapVariable } from '../data/variables.ts';
import { fail } from '../errors.ts';
import { request } from './request.ts';

export const variables = request({
  command: 'variables',
  needs: { variablesReference: 'number' },
  run(session, { variablesReference, filter, start, count }) {
    const store = session.handles.variables;
    const entries =
      store.list(variablesReference, { filter, start, count }) ??
      fail('unknownFrame', 'The execution has moved on; this value is gone.');
    return { variables: entries.map((entry) => toDapVariable(store, entry)) };
  },
});

/** `stepwright/dataFlow`: the data of a state, stage by stage, at a stop and after the end. */
import { dataFlowOf } from '../data/data-flow.ts';
import { definitionAt } from '../launch/definition.ts';
import { toDapRange } from '../session/dap-positions.ts';
import { flowSourceOf } from '../session/run-views.ts';
import { request } from './request.ts';

export const dataFlow = request({
  command: 'stepwright/dataFlow',
  needs: {},
  run(session, args) {
    const source = flowSourceOf(session, args ?? {});
    const definition = definitionAt(source.definition, source.frame.pointer);
    const { flow, pairs } = dataFlowOf(source, (range) => ({
      source: definition.file,
      ...toDapRange(session, definition, range),
    }));
    return { id: session.flows.add(pairs), ...flow };
  },
});

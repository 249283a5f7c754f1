/**
 * Which workflow variables each state reads by JSONPath: what AWS's DescribeStateMachine lists as
 * `variableReferences`. Variables of JSONata expressions are not listed there (recorded).
 */
import { type AslDocument, parseAsl } from '#asl';
import { walkMachine } from '../walk/machine-walk.ts';
import { usesIn } from './uses.ts';

/**
 * The names by state, each once and in the order of the text; states that read none are left out.
 *
 * @example variableReferencesOf(text) // { CheckAnswer: ['guess', 'answer'] }
 */
export function variableReferencesOf(definition: string | AslDocument): Readonly<Record<string, readonly string[]>> {
  const doc = typeof definition === 'string' ? parseAsl(definition, 'json') : definition;
  const names = new Map<string, Set<string>>();
  for (const machine of doc.machines) {
    for (const site of walkMachine(machine).sites) {
      const { state } = site.field.owner;
      if (site.kind !== 'path' || !state) continue;
      for (const { name } of usesIn(site)) {
        const known = names.get(state.name) ?? new Set();
        names.set(state.name, known.add(name));
      }
    }
  }
  return Object.fromEntries([...names].map(([state, variables]) => [state, [...variables]]));
}

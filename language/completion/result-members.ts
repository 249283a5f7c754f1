/** The members of what a service call gives back, for paths and expressions that read it. */
import type { Place } from '#asl';
import type { ServiceCatalog } from '#asl/services/catalog';
import { type Member, type Shape, type Structure, shapeTitle } from '#asl/services/shape';
import { resultOfState } from '../parameters/place.ts';
import type { Proposal } from './proposal.ts';

/**
 * The members behind the names, or nothing where they are not known. JSONata goes through lists as if they were not
 * there; in JSONPath a list needs brackets.
 */
export function resultMembers(place: Place, path: readonly string[], services: ServiceCatalog): Proposal[] {
  const throughLists = place.state?.queryLanguage === 'JSONata';
  let at: Shape | undefined = resultOfState(place.state, services);
  for (const name of path) {
    const members: Structure['members'] | undefined = at?.kind === 'structure' ? at.members : undefined;
    at = members?.get(name)?.shape;
    while (throughLists && at?.kind === 'list') at = at.item;
  }
  if (at?.kind !== 'structure') return [];
  return [...at.members.values()].filter(({ isAlias }) => !isAlias).map(proposalOf);
}

const proposalOf = ({ name, shape }: Member): Proposal => ({
  label: name,
  kind: 'member',
  detail: shapeTitle(shape),
  rank: 0,
});

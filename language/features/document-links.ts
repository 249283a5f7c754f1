/** Links in the text: to the definition of a state machine that a task starts, and to the documentation of a field. */
import type { AslDocument, Range } from '#asl';
import { GUIDE } from '../hover/field-doc.ts';
import { nestedMachinesOf } from '../nested-machines.ts';
import { innerRange, isAlias } from '../symbols.ts';
import { walkMachine } from '../walk/machine-walk.ts';

export interface DocumentLink {
  readonly range: Range;
  readonly target: string;
  readonly tooltip: string;
}

/** The machines that the document names, each with the place of the name. */
export function machineLinks(doc: AslDocument, fileOf: (name: string) => string | undefined): readonly DocumentLink[] {
  return doc.machines.flatMap((machine) =>
    nestedMachinesOf(doc, machine).flatMap(({ name, range }) => {
      const target = fileOf(name);
      return target === undefined ? [] : [{ range, target, tooltip: `Open the definition of '${name}'` }];
    }),
  );
}

/** The names of fields that the guide has a page about. */
export function documentationLinks(doc: AslDocument): readonly DocumentLink[] {
  const seen = new Set<number>();
  return doc.machines.flatMap((machine) =>
    walkMachine(machine).fields.flatMap(({ spec, property: { key } }) => {
      if (spec.link === undefined || seen.has(key.start) || isAlias(doc, key)) return [];
      seen.add(key.start);
      return [{ range: innerRange(doc, key), target: GUIDE + spec.link, tooltip: `Read about '${spec.name}'` }];
    }),
  );
}

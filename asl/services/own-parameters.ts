/** Words for the tables of optimized integrations: parameters that no API has. */
import type { OwnParameter } from './optimized-service.ts';

export const text = (doc: string): OwnParameter => ({ shape: { kind: 'string' }, doc });

export const flag = (doc: string): OwnParameter => ({ shape: { kind: 'boolean' }, doc });

export const integer = (doc: string): OwnParameter => ({ shape: { kind: 'number', isInteger: true }, doc });

export const anyJson = (doc: string): OwnParameter => ({ shape: { kind: 'any' }, doc });

export const oneOf = (values: readonly string[], doc: string): OwnParameter => ({
  shape: { kind: 'string', values },
  doc,
});

/** An object whose members are all optional. */
export function structure(members: Readonly<Record<string, OwnParameter>>, doc: string): OwnParameter {
  const entries = Object.entries(members).map(
    ([name, member]) => [name, { name, required: false, ...member }] as const,
  );
  return { shape: { kind: 'structure', isUnion: false, members: new Map(entries) }, doc };
}

/** The labelled definitions that lie beside the repository, read in place; absent on other machines. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatOf, type Machine, parseAsl } from '#asl';

const FOLDER = join(import.meta.dirname, '../../../shared/corpus/definitions');

export interface CorpusMachine {
  readonly name: string;
  readonly machine: Machine;
}

/** Every definition of the corpus that is an object, in JSON or YAML; undefined where the corpus is absent. */
export function corpusMachines(): CorpusMachine[] | undefined {
  if (!existsSync(FOLDER)) return undefined;
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(?:json|ya?ml)$/.test(name) && !name.endsWith('INDEX.json') && !name.includes('templates'),
  );
  return names.sort().flatMap((name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const [machine] = parseAsl(text, formatOf(text)).machines;
    return machine ? [{ name, machine }] : [];
  });
}

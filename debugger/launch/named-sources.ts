/**
 * `buckets` and `machines` of a launch configuration: folders and definitions by name. Whatever is wrong with one ends
 * the launch with a message that says which attribute names it.
 */
import type { ChildMachine } from '#interpreter';
import type { BucketSource, LaunchArguments, MachineSource } from '#protocol';
import type { BucketFolder, BucketFolders } from '../buckets/bucket-folders.ts';
import { fail, messageOf } from '../errors.ts';
import type { DebugHost } from '../host.ts';
import { type Definition, loadDefinition } from './definition.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** The folders that stand for buckets, each of which has to be there. */
export async function loadBuckets(host: DebugHost, { buckets = {}, program }: LaunchArguments): Promise<BucketFolders> {
  const folders = new Map<string, BucketFolder>();
  for (const [name, given] of Object.entries(buckets)) {
    const source = bucketSourceOf(given);
    if (!source) return fail('badLaunchArgument', wrong('buckets', name, BUCKET_FORM));
    const folder = host.resolve(source.folder, program);
    await named('badBucket', 'buckets', name, `folder '${source.folder}' cannot be used`, () =>
      host.listFiles(folder, ''),
    );
    folders.set(name, { folder, isWritable: source.writable === true });
  }
  return folders;
}

/** A machine that tasks may start, with its text. */
export interface NamedMachine extends ChildMachine {
  readonly definition: Definition;
}

/** The machines that tasks may start. */
export async function loadMachines(
  host: DebugHost,
  { machines = {}, program }: LaunchArguments,
): Promise<ReadonlyMap<string, NamedMachine>> {
  const loaded = new Map<string, NamedMachine>();
  for (const [name, given] of Object.entries(machines)) {
    const source = machineSourceOf(given);
    if (!source) return fail('badLaunchArgument', wrong('machines', name, MACHINE_FORM));
    const { file } = source;
    const definition = await named('badMachine', 'machines', name, undefined, () =>
      loadDefinition(host, host.resolve(file, program), source.type, loaded.size + 2),
    );
    const type = source.type ?? definition.machineType ?? 'STANDARD';
    loaded.set(name, { program: definition.program, type, definition });
  }
  return loaded;
}

const BUCKET_FORM =
  'the path of a folder, with :rw at its end where results may be written, or {"folder": …, "writable": true}';
const MACHINE_FORM =
  'the path of a definition, with :express at its end for an Express machine, or {"file": …, "type": "STANDARD" or "EXPRESS"}';

const placeOf = (attribute: string, name: string): string => `The launch configuration's '${attribute}' → '${name}'`;
const wrong = (attribute: string, name: string, form: string): string =>
  `${placeOf(attribute, name)} has to be ${form}.`;

function bucketSourceOf(given: string | BucketSource): BucketSource | undefined {
  if (isText(given)) return { folder: given.replace(/:rw$/, ''), writable: given.endsWith(':rw') };
  if (!isObject(given) || !isText(given.folder)) return undefined;
  return given.writable === undefined || typeof given.writable === 'boolean' ? given : undefined;
}

function machineSourceOf(given: string | MachineSource): MachineSource | undefined {
  if (isText(given))
    return /:express$/i.test(given) ? { file: given.slice(0, -':express'.length), type: 'EXPRESS' } : { file: given };
  if (!isObject(given) || !isText(given.file)) return undefined;
  return given.type === undefined || given.type === 'STANDARD' || given.type === 'EXPRESS' ? given : undefined;
}

/** Says of a failure which attribute has led to it. */
async function named<T>(
  kind: 'badBucket' | 'badMachine',
  attribute: string,
  name: string,
  what: string | undefined,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    return fail(kind, `${placeOf(attribute, name)}: ${what === undefined ? '' : `The ${what}: `}${messageOf(error)}`);
  }
}

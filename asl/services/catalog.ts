/**
 * The catalogue of AWS services, loaded file by file when somebody needs it. Where the files are is the host's
 * business: it hands in a reader. Everything here answers from what is loaded and says undefined of the rest.
 */
import type { AslDocument } from '../document.ts';
import { type Machine, stateNodesOf } from '../model.ts';
import { type ObjectNode, stringOf } from '../syntax.ts';
import { optimizedServices } from './optimized/index.ts';
import { parseResource, type Resource } from './resource.ts';
import { type Naming, type ServiceFile, type ServiceModel, serviceModel } from './service-model.ts';
import type { DocPlace } from './shape.ts';
import { type PlacedActions, typeTable } from './type-table.ts';

/** A service in the index: enough to complete and to check a `Resource`. */
export interface ServiceEntry {
  readonly service: string;
  /** Before the dot of its errors. */
  readonly prefix: string;
  readonly name: string;
  /** Empty where AWS lists the service and publishes no model of it. */
  readonly actions: readonly string[];
  /** Actions of the API that Step Functions does not call. */
  readonly notOffered: readonly string[];
  /** What else the service is called, in ARNs or in AWS's tools: `logs`, `cognito-idp`. */
  readonly otherNames: readonly string[];
}

/** What is known of services now. */
export interface ServiceCatalog {
  /** Undefined until the index is loaded. */
  services(): ReadonlyMap<string, ServiceEntry> | undefined;
  /** Undefined until the service is loaded, and where there is none of that name. */
  model(service: string, naming: Naming): ServiceModel | undefined;
  /** Changes whenever `services` or `model` may answer more than before. */
  loaded(): object;
  /** A line of documentation; undefined until the lines of the service are loaded. */
  line(place: DocPlace): string | undefined;
}

/** A catalogue that loads. Loading never fails: what cannot be read stays unknown. */
export interface LoadingCatalog extends ServiceCatalog {
  loadIndex(): Promise<void>;
  loadModels(services: Iterable<string>): Promise<void>;
  loadDocs(service: string): Promise<void>;
  /** What the judgement of the document needs; undefined where all of it is there already. */
  loadFor(doc: AslDocument): Promise<void> | undefined;
}

/** Reads `index.json`, `models/<service>.json` or `docs/<service>.json` as JSON. */
export type ReadServiceFile = (file: string) => Promise<unknown>;

const NOTHING = {};

/** Knows nothing and asks for nothing: for hosts without files. */
export const NO_SERVICES: ServiceCatalog = {
  services: () => undefined,
  model: () => undefined,
  loaded: () => NOTHING,
  line: () => undefined,
};

/**
 * A catalogue over the files that `read` reads; each is read once.
 *
 * @example const catalog = serviceCatalog(read); await catalog.loadFor(doc); diagnose(doc, { services: catalog })
 */
export function serviceCatalog(read: ReadServiceFile): LoadingCatalog {
  return new Catalog(read);
}

/** A catalogue over files that `read` reads at once; undefined for one that is not there. */
export function instantCatalog(read: (file: string) => unknown): ServiceCatalog {
  const files = new Map<string, unknown>();
  return new Knowledge((file) => {
    if (!files.has(file)) files.set(file, read(file));
    return files.get(file);
  });
}

interface DocsFile {
  readonly actions: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, readonly string[]>>;
}

/** As it is written: its types stand in the actions. */
type ModelFile = Omit<ServiceFile, 'actions' | 'types'> & { readonly actions: PlacedActions };

type IndexFile = Readonly<
  Record<string, readonly [prefix: string, name: string, actions: string, otherNames?: string]>
>;

/** Answers from the content of files. */
class Knowledge implements ServiceCatalog {
  readonly #contentOf: (file: string) => unknown;
  readonly #services = new Map<string, ServiceFile>();
  readonly #models = new Map<string, ServiceModel>();
  #entries: ReadonlyMap<string, ServiceEntry> | undefined;

  constructor(contentOf: (file: string) => unknown) {
    this.#contentOf = contentOf;
  }

  services(): ReadonlyMap<string, ServiceEntry> | undefined {
    const file = this.#entries ? undefined : (this.#contentOf(INDEX) as IndexFile | undefined);
    this.#entries ??= file && entriesOf(file);
    return this.#entries;
  }

  model(service: string, naming: Naming): ServiceModel | undefined {
    const key = `${naming}:${service}`;
    const known = this.#models.get(key);
    const file = known ? undefined : this.#service(service);
    if (!file) return known;
    const model = serviceModel(service, file, naming);
    this.#models.set(key, model);
    return model;
  }

  /** The types of a file go into their table once, for all namings. */
  #service(service: string): ServiceFile | undefined {
    const known = this.#services.get(service);
    if (known) return known;
    const content = this.#contentOf(modelFile(service)) as ModelFile | undefined;
    const file = content && { ...content, ...typeTable(content.actions) };
    if (file) this.#services.set(service, file);
    return file;
  }

  loaded(): object {
    return this.#models;
  }

  line(place: DocPlace): string | undefined {
    const file = this.#contentOf(docsFile(place.service)) as DocsFile | undefined;
    if (!file) return undefined;
    return 'action' in place ? file.actions[place.action] : file.members[place.row]?.[place.at];
  }
}

class Catalog implements LoadingCatalog {
  readonly #read: ReadServiceFile;
  readonly #loading = new Map<string, Promise<void>>();
  /** What was read; undefined for what could not be. */
  readonly #files = new Map<string, unknown>();
  readonly #known = new Knowledge((file) => this.#files.get(file));
  #loaded = {};

  constructor(read: ReadServiceFile) {
    this.#read = read;
  }

  services(): ReadonlyMap<string, ServiceEntry> | undefined {
    return this.#known.services();
  }

  model(service: string, naming: Naming): ServiceModel | undefined {
    return this.#known.model(service, naming);
  }

  line(place: DocPlace): string | undefined {
    return this.#known.line(place);
  }

  loaded(): object {
    return this.#loaded;
  }

  loadIndex(): Promise<void> {
    return this.#load(INDEX);
  }

  async loadModels(services: Iterable<string>): Promise<void> {
    await Promise.all([...services].map((service) => this.#load(modelFile(service))));
  }

  async loadDocs(service: string): Promise<void> {
    // A client sends back what it was sent, or anything else: no name of a service leads out of the folder.
    if (/^[a-z0-9]+$/.test(service)) await this.#load(docsFile(service));
  }

  loadFor(doc: AslDocument): Promise<void> | undefined {
    const { sdk, known } = servicesOf(doc);
    if (sdk.size > 0 && !this.#files.has(INDEX)) return this.#loadAll(sdk, known);
    const missing = [...known, ...this.#existing(sdk)].filter((service) => !this.#files.has(modelFile(service)));
    return missing.length > 0 ? this.loadModels(missing) : undefined;
  }

  async #loadAll(sdk: ReadonlySet<string>, known: ReadonlySet<string>): Promise<void> {
    await this.loadIndex();
    await this.loadModels([...known, ...this.#existing(sdk)]);
  }

  /** A misspelt name is no file to ask for. */
  #existing(sdk: ReadonlySet<string>): readonly string[] {
    const entries = this.services();
    return [...sdk].filter((service) => entries?.get(service)?.actions.length);
  }

  #load(file: string): Promise<void> {
    const loading =
      this.#loading.get(file) ??
      this.#read(file).then(
        (content) => this.#take(file, content),
        () => this.#take(file, undefined),
      );
    this.#loading.set(file, loading);
    return loading;
  }

  #take(file: string, content: unknown): void {
    this.#files.set(file, content);
    if (!file.startsWith('docs/')) this.#loaded = {};
  }
}

const INDEX = 'index.json';
const modelFile = (service: string): string => `models/${service}.json`;
const docsFile = (service: string): string => `docs/${service}.json`;

function entriesOf(file: IndexFile): ReadonlyMap<string, ServiceEntry> {
  const rows = Object.entries(file).map(
    ([service, [prefix, name, actions, otherNames = '']]): [string, ServiceEntry] => [
      service,
      { service, prefix, name, ...actionsOf(actions), otherNames: wordsOf(otherNames) },
    ],
  );
  return new Map(rows);
}

/** What Step Functions does not offer has a minus before its name. */
function actionsOf(text: string): Pick<ServiceEntry, 'actions' | 'notOffered'> {
  const all = wordsOf(text);
  return {
    actions: all.filter((name) => !name.startsWith('-')),
    notOffered: all.filter((name) => name.startsWith('-')).map((name) => name.slice(1)),
  };
}

const wordsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

/** The services that are called: by their SDK names, and those behind optimized integrations. */
interface Called {
  readonly sdk: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

function servicesOf({ machines }: AslDocument): Called {
  const all = machines.map((machine) => machine.notes.once(servicesIn, machine));
  const [only] = all;
  if (only && all.length === 1) return only;
  return { sdk: new Set(all.flatMap(({ sdk }) => [...sdk])), known: new Set(all.flatMap(({ known }) => [...known])) };
}

/** Worked out once for each version of a machine, from what each state was found to call before. */
function servicesIn(machine: Machine): Called {
  const sdk = new Set<string>();
  const known = new Set<string>();
  for (const resource of machine.notes.each(resourceOf, stateNodesOf(machine), machine)) {
    if (resource?.kind === 'sdk') sdk.add(resource.service);
    if (resource?.kind !== 'optimized') continue;
    const api = optimizedServices[resource.service]?.actions[resource.action]?.api;
    if (api) known.add(api.slice(0, api.indexOf(':')));
  }
  return { sdk, known };
}

const resourceOf = (node: ObjectNode, { byNode }: Machine): Resource | undefined =>
  byNode.get(node)?.type === 'Task' ? parseResource(stringOf(node, 'Resource') ?? '') : undefined;

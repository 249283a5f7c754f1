/**
 * One service as its file in `services/models` describes it, read with the names of one kind of integration. The rows
 * become shapes when somebody looks at them: the largest service has thousands.
 */
import { exceptionNameOf, optimizedExceptionNameOf, optimizedMemberName, sdkMemberName } from './naming.ts';
import type { DocPlace, Limits, Member, Shape, Structure } from './shape.ts';
import type { TypeRef, TypeRow, TypeTable } from './type-table.ts';

/** The names of an SDK integration, of an optimized one, or of the API itself. */
export type Naming = 'sdk' | 'optimized' | 'api';

/** A file of `services/models`, its types in a table. */
export interface ServiceFile extends TypeTable {
  readonly name: string;
  readonly prefix: string;
  readonly version: string;
  readonly errors: readonly string[];
  readonly names?: Readonly<Record<string, string>>;
  readonly orders?: Readonly<Record<string, readonly string[]>>;
  readonly former?: { readonly until: string; readonly limits: Readonly<Record<string, readonly (number | null)[]>> };
}

export interface ServiceAction {
  readonly name: string;
  readonly input: Structure;
  readonly output: Structure;
  /** With their prefix: `DynamoDb.ConditionalCheckFailedException`. */
  readonly errors: readonly string[];
  readonly doc: DocPlace;
}

/** A service in the names of one kind of integration. */
export interface ServiceModel {
  readonly service: string;
  readonly name: string;
  readonly prefix: string;
  /** All errors of the service, with their prefix. */
  readonly errors: readonly string[];
  readonly actions: readonly string[];
  action(name: string): ServiceAction | undefined;
}

/** Reads a service's file. */
export function serviceModel(service: string, file: ServiceFile, naming: Naming): ServiceModel {
  return new Reader(service, file, naming);
}

const NOTHING: Structure = { kind: 'structure', isUnion: false, members: new Map() };

class Reader implements ServiceModel {
  readonly service: string;
  readonly name: string;
  readonly prefix: string;
  readonly actions: readonly string[];
  readonly #file: ServiceFile;
  readonly #naming: Naming;
  readonly #shapes = new Map<TypeRef, Shape>();
  readonly #actions = new Map<string, ServiceAction>();

  constructor(service: string, file: ServiceFile, naming: Naming) {
    this.service = service;
    this.name = file.name;
    this.prefix = file.prefix;
    this.actions = Object.keys(file.actions);
    this.#file = file;
    this.#naming = naming;
  }

  get errors(): readonly string[] {
    return this.#file.errors.map((name) => this.#error(name));
  }

  action(name: string): ServiceAction | undefined {
    const known = this.#actions.get(name);
    if (known || !Object.hasOwn(this.#file.actions, name)) return known;
    const [input = null, output = null, errors = []] = this.#file.actions[name] ?? [];
    const action: ServiceAction = {
      name,
      input: this.#structure(input),
      output: this.#structure(output),
      errors: errors.map((index) => this.#error(this.#file.errors[index] ?? '')),
      doc: { service: this.service, action: name },
    };
    this.#actions.set(name, action);
    return action;
  }

  #error(shape: string): string {
    const name = this.#naming === 'optimized' ? optimizedExceptionNameOf(shape) : exceptionNameOf(shape);
    return `${this.prefix}.${name}`;
  }

  #structure(type: TypeRef): Structure {
    const shape = type === null ? NOTHING : this.#shape(type);
    return shape.kind === 'structure' ? shape : NOTHING;
  }

  #shape(type: TypeRef): Shape {
    const known = this.#shapes.get(type);
    if (known) return known;
    const shape = typeof type === 'number' ? this.#row(type, this.#file.types[type] ?? ['j']) : letterShape(type, []);
    this.#shapes.set(type, shape);
    return shape;
  }

  #row(at: number, row: TypeRow): Shape {
    const [kind = null, first = null, second = null, ...rest] = row;
    if (typeof kind === 'number') return this.#members(at, kind, row);
    const shapeOf = (type: TypeRef): Shape => this.#shape(type);
    if (kind === 'L')
      return {
        kind: 'list',
        get item() {
          return shapeOf(first);
        },
        ...limits([second, rest[0]]),
        ...this.#former(at),
      };
    if (kind === 'M') {
      const keys = shapeOf(first);
      return {
        kind: 'map',
        get value() {
          return shapeOf(second);
        },
        ...(keys.kind === 'string' && keys.values && { values: keys.values }),
      };
    }
    if (kind === 'E') return { kind: 'string', values: row.slice(1).map(String) };
    return { ...letterShape(kind, row.slice(1)), ...this.#former(at) };
  }

  #former(at: number): Pick<Limits, 'former'> {
    const { until, limits: former } = this.#file.former ?? {};
    const cells = former?.[at];
    return until === undefined || cells === undefined ? {} : { former: { until, ...limits(cells) } };
  }

  #members(at: number, required: number, row: TypeRow): Structure {
    const members = new Map<string, Member>();
    for (let index = 1; index < row.length; index += 2) {
      const [api = '', sdk] = String(row[index]).split('=');
      const position = (index - 1) / 2;
      const type = row[index + 1] ?? null;
      const shapeOf = (): Shape => this.#shape(type);
      const name = this.#named(api, sdk);
      const member: Member = {
        name,
        required: position < required,
        doc: { service: this.service, row: at, at: position },
        get shape() {
          return shapeOf();
        },
      };
      members.set(name, member);
    }
    if (this.#naming === 'sdk') addSpellings(members, row);
    const { names, orders } = this.#file;
    return { kind: 'structure', isUnion: required < 0, members, name: names?.[at], order: orders?.[at] };
  }

  #named(api: string, sdk: string | undefined): string {
    if (this.#naming === 'sdk') return sdk ?? sdkMemberName(api);
    return this.#naming === 'api' ? api : optimizedMemberName(api);
  }
}

/** Where one member goes by another name than the rule gives (`Nul`), people report both spellings of all to work. */
function addSpellings(members: Map<string, Member>, row: TypeRow): void {
  if (!row.some((cell) => typeof cell === 'string' && cell === 'NULL=Nul')) return;
  const names = [...members.values()];
  for (const [position, member] of names.entries()) {
    const [api = ''] = String(row[2 * position + 1]).split('=');
    const { name, required, doc } = member;
    if (api === name) continue;
    members.set(api, {
      name: api,
      required,
      doc,
      isAlias: true,
      get shape() {
        return member.shape;
      },
    });
  }
}

function limits([min, max]: readonly (TypeRef | undefined)[]): { min?: number; max?: number } {
  return { ...(typeof min === 'number' && { min }), ...(typeof max === 'number' && { max }) };
}

function letterShape(letter: TypeRef, cells: TypeRow): Shape {
  switch (letter) {
    case 's':
      return {
        kind: 'string',
        ...limits(cells),
        ...(typeof cells[2] === 'string' && { pattern: cells[2] }),
        ...(cells[3] === 1 && { isSensitive: true }),
      };
    case 'i':
    case 'l':
      return { kind: 'number', isInteger: true, ...limits(cells) };
    case 'f':
    case 'd':
      return { kind: 'number', isInteger: false, ...limits(cells) };
    case 'b':
      return { kind: 'boolean' };
    case 't':
      return { kind: 'timestamp' };
    case 'x':
      return { kind: 'blob', ...limits(cells) };
    default:
      return { kind: 'any' };
  }
}

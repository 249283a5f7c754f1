/**
 * What a request to Step Functions breaks of the API's model. Two judges look at it: AWS's client libraries refuse
 * what is missing or too small before they send it, the service refuses the rest, each in its own words (recorded).
 */
import { inEnumOrder } from '#asl/expressions/java-text';
import { isJsonArray, isJsonObject, type Json, jsonTypeOf, numberOf, stringifyJson } from '#asl/json';
import { actionNameOf } from '#asl/services/naming';
import type { ServiceModel } from '#asl/services/service-model';
import type { Limits, Shape, Structure, Text } from '#asl/services/shape';

export interface ApiException {
  readonly code: string;
  readonly message: string;
}

/** The model's complaint about the parameters of an operation; undefined where they fit. */
export function constraintBroken(model: ServiceModel, operation: string, request: Json): ApiException | undefined {
  const action = model.action(actionNameOf(operation));
  if (!action) return undefined;
  const found = [...complaintsAbout(action.input, request, { client: '', service: '' })];
  const client = found.flatMap((one) => (one.judge === 'client' ? [one.text] : []));
  if (client.length > 0)
    return { code: 'ParamValidationError', message: `Parameter validation failed:\n${client.join('\n')}` };
  const service = found.map(({ text }) => text);
  const [first] = service;
  if (first === undefined) return undefined;
  const errors = service.length === 1 ? '1 validation error' : `${service.length} validation errors`;
  return { code: 'ValidationException', message: `${errors} detected: ${service.join('; ')}` };
}

interface Complaint {
  readonly judge: 'client' | 'service';
  readonly text: string;
}

/** The place of a value as each judge writes it: `routing[0].weight` and `routing.1.member.weight`. */
interface Place {
  readonly client: string;
  readonly service: string;
}

const memberOf = ({ client, service }: Place, name: string): Place => ({
  client: client === '' ? name : `${client}.${name}`,
  service: service === '' ? name : `${service}.${name}`,
});

function* complaintsAbout(shape: Shape, value: Json, place: Place): Generator<Complaint> {
  if (shape.kind === 'structure') yield* structureComplaints(shape, value, place);
  else if (shape.kind === 'list' && isJsonArray(value)) {
    yield* sizeComplaints(shape, value.length, javaText(value, shape), place, 'length');
    for (const [index, item] of value.entries()) {
      const at = { client: `${place.client}[${index}]`, service: `${place.service}.${index + 1}.member` };
      yield* complaintsAbout(shape.item, item, at);
    }
  } else if (shape.kind === 'string' && typeof value === 'string') yield* textComplaints(shape, value, place);
  else if (shape.kind === 'number' && shape.isInteger && typeof value === 'boolean')
    // Python counts them among its integers.
    yield* sizeComplaints(shape, Number(value), value, place, 'value');
  else if (shape.kind === 'number' && numberOf(value) !== undefined && !(shape.isInteger && isFraction(value)))
    yield* sizeComplaints(shape, numberOf(value) ?? 0, value, place, 'value');
  else if (!TAKES_ANYTHING.has(shape.kind) && (shape.kind !== jsonTypeOf(value) || isFraction(value)))
    yield wrongType(shape.kind === 'number' && !shape.isInteger ? 'decimal' : shape.kind, value, place);
}

const isFraction = (value: Json): boolean => pythonType(value) === "<class 'float'>";

/** Kinds of which a request of Step Functions has none with a type that is judged. */
const TAKES_ANYTHING: ReadonlySet<Shape['kind']> = new Set(['any', 'map', 'blob', 'timestamp']);

/** In the order of AWS's client for Python: what is missing, what is unknown, then each member that is known. */
function* structureComplaints({ members, order }: Structure, value: Json, place: Place): Generator<Complaint> {
  if (!isJsonObject(value)) return yield wrongType('structure', value, place);
  const where = place.client === '' ? 'input' : place.client;
  for (const { name, required } of members.values()) {
    if (required && value[name] === undefined)
      yield { judge: 'client', text: `Missing required parameter in ${where}: "${name}"` };
  }
  const names = (order ?? [...members.keys()]).join(', ');
  for (const name of Object.keys(value)) {
    if (!members.has(name))
      yield { judge: 'client', text: `Unknown parameter in ${where}: "${name}", must be one of: ${names}` };
  }
  for (const [name, one] of Object.entries(value)) {
    const member = members.get(name);
    if (member) yield* complaintsAbout(member.shape, one, memberOf(place, name));
  }
}

/**
 * A sensitive value is left out of the sentence, as services of AWS do: "Value at 'password' failed to satisfy
 * constraint" of Cognito. Of Step Functions none is recorded.
 */
function* textComplaints(shape: Text, value: string, place: Place): Generator<Complaint> {
  const shown = shape.isSensitive ? undefined : value;
  yield* sizeComplaints(shape, value.length, shown, place, 'length');
  if (shape.values && !shape.values.includes(value)) {
    yield unmet(shown, place, `Member must satisfy enum value set: [${inEnumOrder(shape.values).join(', ')}]`);
  }
  if (shape.pattern !== undefined && !isWholly(shape.pattern, value))
    yield unmet(shown, place, `Member must satisfy regular expression pattern: ${shape.pattern}`);
}

/** Java's patterns are matched with the whole text. */
const isWholly = (pattern: string, value: string): boolean => new RegExp(`^(?:${pattern})$`, 'u').test(value);

function* sizeComplaints(
  { min, max }: Limits,
  size: number,
  value: Json | undefined,
  place: Place,
  what: 'length' | 'value',
): Generator<Complaint> {
  if (min !== undefined && size < min) {
    const shown = what === 'value' && value !== undefined ? pythonText(value) : size;
    const text = `Invalid ${what} for parameter ${place.client}, value: ${shown}, valid min ${what}: ${min}`;
    yield { judge: 'client', text };
  }
  if (max !== undefined && size > max)
    yield unmet(value, place, `Member must have ${what} less than or equal to ${max}`);
}

/** A list of objects as the service prints it: each object with its class and its members, in the order of the model. */
function javaText(value: Json, shape: Shape): string {
  if (shape.kind === 'list' && isJsonArray(value))
    return `[${value.map((item) => javaText(item, shape.item)).join(', ')}]`;
  if (shape.kind !== 'structure' || !isJsonObject(value))
    return typeof value === 'string' ? value : stringifyJson(value);
  const members = (shape.order ?? [...shape.members.keys()]).flatMap((name) => {
    const [member, one] = [shape.members.get(name), value[name]];
    return member && one !== undefined ? [`${name}=${javaText(one, member.shape)}`] : [];
  });
  return `${shape.name ?? ''}(${members.join(', ')})`;
}

function unmet(value: Json | undefined, place: Place, constraint: string): Complaint {
  const quoted = value === undefined ? 'Value' : `Value '${typeof value === 'string' ? value : stringifyJson(value)}'`;
  return { judge: 'service', text: `${quoted} at '${place.service}' failed to satisfy constraint: ${constraint}` };
}

/** The types that AWS's client for Python takes for a kind of member. */
const PYTHON_TYPES: Readonly<Record<string, string>> = {
  structure: "<class 'dict'>",
  list: "<class 'list'>, <class 'tuple'>",
  map: "<class 'dict'>",
  string: "<class 'str'>",
  number: "<class 'int'>",
  decimal: "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>",
  boolean: "<class 'bool'>",
};

function wrongType(kind: string, value: Json, { client }: Place): Complaint {
  const name = client === '' ? 'input' : client;
  const shown = typeof value === 'string' ? value : pythonText(value);
  const text = `Invalid type for parameter ${name}, value: ${shown}, type: ${pythonType(value)}, valid types: ${PYTHON_TYPES[kind]}`;
  return { judge: 'client', text };
}

function pythonType(value: Json): string {
  if (value === null) return "<class 'NoneType'>";
  if (typeof value === 'string') return "<class 'str'>";
  if (typeof value === 'boolean') return "<class 'bool'>";
  if (isJsonArray(value)) return "<class 'list'>";
  if (isJsonObject(value)) return "<class 'dict'>";
  return /[.eE]/.test(stringifyJson(value)) ? "<class 'float'>" : "<class 'int'>";
}

const PYTHON_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** In double quotes only where the text holds single ones and none of those. */
function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text.replace(/[\\'"\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (one) => {
    if (one === '\\' || one === quote) return `\\${one}`;
    const code = one.codePointAt(0) ?? 0;
    if (one === "'" || one === '"') return one;
    const [letter, digits] = code < 0x100 ? ['x', 2] : code < 0x10000 ? ['u', 4] : (['U', 8] as const);
    return PYTHON_ESCAPES[one] ?? `\\${letter}${code.toString(16).padStart(Number(digits), '0')}`;
  });
  return `${quote}${inside}${quote}`;
}

/** A value as Python prints it inside of another. */
function pythonText(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return pythonString(value);
  if (isJsonArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (!isJsonObject(value)) return stringifyJson(value);
  return `{${Object.entries(value)
    .map(([name, one]) => `${pythonText(name)}: ${pythonText(one)}`)
    .join(', ')}}`;
}

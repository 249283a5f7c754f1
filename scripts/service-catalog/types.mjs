/**
 * The types of a service as rows of a table that refer to each other by number, so that types may hold themselves and
 * equal ones are written once. Names stay those of the API.
 */

/** Letters of what has no parts. */
const LETTERS = {
  string: 's',
  character: 's',
  byte: 'i',
  short: 'i',
  integer: 'i',
  long: 'l',
  bigInteger: 'l',
  float: 'f',
  double: 'd',
  bigDecimal: 'd',
  boolean: 'b',
  timestamp: 't',
  blob: 'x',
};

/** Step Functions leaves it away everywhere: a dry run is no call. */
const LEFT_OUT = { ec2: new Set(['DryRun']) };

/** Step Functions' own API is imitated, down to what it refuses: only its patterns and the names of its shapes are kept. */
export const IMITATED = 'sfn';

/** Members that AWS's SDK for Java, and so Step Functions, calls by no rule: written as `<API name>=<SDK name>`. */
const RENAMED = {
  'AttributeValue.NULL': 'Nul',
  'FpgaImage.Public': 'IsPublic',
  'Image.Public': 'PublicLaunchPermissions',
};

const limitsOf = ({ min, max }) => (max !== undefined ? [min ?? null, max] : min !== undefined ? [min] : []);

const memberText = (shape, member) => {
  const other = RENAMED[`${shape}.${member}`];
  return other ? `${member}=${other}` : member;
};

export class TypeTable {
  list = [];
  /** The shape of a structure's row, for its documentation. */
  shapeNames = new Map();
  /** How deep in what is sent a row's structure first stands; the others are only received. */
  depths = new Map();
  /** The limits that rows of what is received had in an older model, where these were others: `[min, max]`. */
  former = new Map();
  /** The members of a structure's row in the order of the API, where the row has another one. */
  orders = new Map();
  #byShape = new Map();
  #byText = new Map();
  #shapes;
  #olderShapes;
  #received = new Set();
  #leftOut;
  #isImitated;

  constructor(service, { shapes, operations }, older) {
    this.#shapes = shapes;
    this.#olderShapes = older?.shapes ?? {};
    this.#leftOut = LEFT_OUT[service] ?? new Set();
    this.#isImitated = service === IMITATED;
    for (const { output } of Object.values(operations)) if (output) this.#markReceived(output.shape);
  }

  /** The number of a row, a letter, or null where there is nothing. */
  of(name, side) {
    if (name === undefined) return null;
    const type = this.#add(name);
    if (side === 'input') this.#markSent(type, 1);
    return type;
  }

  #add(name) {
    const known = this.#byShape.get(name);
    if (known !== undefined) return known;
    const shape = this.#shapes[name];
    if (shape.document || shape.jsonvalue) return 'j';
    if (shape.type === 'structure') return this.#structure(name, shape);
    const row = this.#row(shape);
    const former = this.#formerLimits(name);
    const type = typeof row === 'string' && !former ? row : this.#shared([row].flat(), former);
    this.#byShape.set(name, type);
    return type;
  }

  /** The row is reserved before its members are looked at: one of them may be the structure itself. */
  #structure(name, shape) {
    const at = this.list.push(null) - 1;
    this.#byShape.set(name, at);
    this.shapeNames.set(at, name);
    const members = this.membersOf(shape);
    const required = members.filter(([member]) => shape.required?.includes(member)).length;
    const row = members.flatMap(([member, { shape: type, jsonvalue }]) => [
      memberText(name, member),
      jsonvalue ? 'j' : this.#add(type),
    ]);
    this.list[at] = [shape.union ? -1 : required, ...row];
    const order = Object.keys(shape.members);
    if (this.#isImitated && members.some(([member], index) => member !== order[index])) this.orders.set(at, order);
    return at;
  }

  /** The members in the order of the row: what is required comes first. */
  membersOf({ members, required = [] }) {
    const all = Object.entries(members).filter(([name]) => !this.#leftOut.has(name));
    return [...all.filter(([name]) => required.includes(name)), ...all.filter(([name]) => !required.includes(name))];
  }

  #row({ type, min, max, pattern, sensitive, member, key, value, enum: values }) {
    // A minimum of 0 says something of a number only, which AWS's client judges by it.
    const saysMinimum = min !== 0 || (this.#isImitated && type in { integer: 1, long: 1 });
    const limits = limitsOf({ min: saysMinimum || max !== undefined ? min : undefined, max });
    if (type === 'list') return ['L', this.#add(member.shape), ...limits];
    if (type === 'map') return ['M', this.#add(key.shape), this.#add(value.shape)];
    if (values) return ['E', ...values];
    const letter = LETTERS[type];
    if (!letter) throw new Error(`A type that the catalogue cannot hold: ${type}`);
    if (this.#isImitated && sensitive) return [letter, min ?? null, max ?? null, pattern ?? null, 1];
    if (this.#isImitated && pattern) return [letter, min ?? null, max ?? null, pattern];
    return limits.length === 0 || type === 'timestamp' ? letter : [letter, ...limits];
  }

  /** Of what is only sent nobody asks what it once had to be. */
  #formerLimits(name) {
    const older = this.#received.has(name) ? this.#olderShapes[name] : undefined;
    const { min = 0, max } = this.#shapes[name];
    return older && ((older.min ?? 0) !== min || older.max !== max) ? limitsOf(older) : undefined;
  }

  #shared(row, former) {
    const text = JSON.stringify([row, former]);
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const at = this.list.push(row) - 1;
    this.#byText.set(text, at);
    if (former) this.former.set(at, former);
    return at;
  }

  #markReceived(name) {
    if (this.#received.has(name)) return;
    this.#received.add(name);
    const { members = {}, member, key, value } = this.#shapes[name];
    for (const part of [...Object.values(members), member, key, value]) if (part) this.#markReceived(part.shape);
  }

  #markSent(type, depth) {
    if (typeof type !== 'number' || this.depths.get(type) <= depth) return;
    this.depths.set(type, depth);
    const [kind, ...rest] = this.list[type];
    if (typeof kind === 'number') for (let at = 1; at < rest.length; at += 2) this.#markSent(rest[at], depth + 1);
    else if (kind === 'L') this.#markSent(rest[0], depth);
    else if (kind === 'M') this.#markSent(rest[1], depth);
  }
}

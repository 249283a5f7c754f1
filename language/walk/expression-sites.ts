/**
 * Every place of a machine at which an expression stands: paths in path fields, `.$` members of payload templates,
 * and `{% … %}` strings. Found once, each text parsed at most once, and shared by all rules.
 */

import type { PropertyNode, StringNode, SyntaxNode } from '#asl';
import {
  expressionOf,
  type IntrinsicArgument,
  type ParsedIntrinsic,
  type ParsedJsonata,
  type ParsedPath,
  type Path,
  parseIntrinsic,
  parseJsonata,
  parsePath,
} from '#asl/expressions';
import { fieldSpecsWhere } from './by-spec.ts';
import { isFilledInLater, isUnknownValue } from './stand-ins.ts';
import { isJsonataText } from './value-types.ts';
import type { WalkedField } from './walked.ts';

interface SiteBase {
  readonly node: StringNode;
  /** The field that the expression stands in, directly or inside a template. */
  readonly field: WalkedField;
}

/** A path where only a path may stand, or where an intrinsic function may stand too. */
export interface PathSite extends SiteBase {
  readonly kind: 'path';
  /** It must name one place, so that something can be written there or one number be read. */
  readonly isReference: boolean;
  readonly mayBeIntrinsic: boolean;
  /** The `.$` member of a payload template; undefined for the value of a field. */
  readonly member: PropertyNode | undefined;
  /** The text as a path; undefined where it does not begin with `$`. */
  path(): ParsedPath | undefined;
  /** The text as an intrinsic function; undefined where none may stand or it does not begin with `States.`. */
  intrinsic(): ParsedIntrinsic | undefined;
}

/** A string that begins with `{%`. */
export interface JsonataSite extends SiteBase {
  readonly kind: 'jsonata';
  /** Undefined where the string does not end with `%}`. */
  expression(): { readonly start: number; readonly parsed: ParsedJsonata } | undefined;
}

export type ExpressionSite = PathSite | JsonataSite;

/** The expressions of the fields, in their order. Texts with `${…}` in them are not known yet and left out. */
export function sitesIn(fields: readonly WalkedField[], known = new KnownExpressions()): ExpressionSite[] {
  const finder = new SiteFinder(known);
  for (const field of fields) finder.inField(field);
  // A list that has grown has room for many more, and one is kept for each state.
  return finder.sites.slice();
}

/** True where members whose key ends in `.$` are evaluated. */
export function isPayloadTemplate({ spec, owner, isForeign }: WalkedField): boolean {
  if (owner.queryLanguage !== 'JSONPath' || spec.only === 'JSONata') return false;
  return spec.kind === 'template' || spec.kind === 'assign' || isForeign;
}

/** The fields that may be payload templates: `Credentials` may be foreign, and then hold anything. */
export const TEMPLATES = fieldSpecsWhere(
  ({ kind, object }) => kind === 'template' || kind === 'assign' || object === 'Credentials',
);

/** Every JSONPath of the site: its own, or those among the arguments of its intrinsic function. */
export function pathsOf(site: PathSite): readonly Path[] {
  const own = site.path()?.value;
  return own ? [own] : pathsIn(site.intrinsic()?.value);
}

function pathsIn(argument: IntrinsicArgument | undefined): readonly Path[] {
  if (argument?.kind === 'call') return argument.args.flatMap(pathsIn);
  return argument?.kind === 'path' ? [argument.path] : [];
}

/** Machines repeat their expressions, and an editor asks again at every key: the same text is parsed once. */
export class KnownExpressions {
  readonly jsonata = once(parseJsonata);
  readonly path = once(parsePath);
  readonly intrinsic = once(parseIntrinsic);

  get size(): number {
    return this.jsonata.known.size + this.path.known.size + this.intrinsic.known.size;
  }
}

class SiteFinder {
  readonly sites: ExpressionSite[] = [];
  private readonly known: KnownExpressions;

  constructor(known: KnownExpressions) {
    this.known = known;
  }

  inField(field: WalkedField): void {
    const { spec, value, owner } = field;
    if (!value || isUnknownValue(value) || (spec.only && spec.only !== owner.queryLanguage)) return;
    if (owner.queryLanguage === 'JSONata') {
      if (spec.expression || spec.kind === 'template' || spec.kind === 'assign') this.strings(field, value);
    } else if (spec.kind === 'path' || spec.kind === 'referencePath') {
      if (value.kind === 'string' && !isFilledInLater(value.value)) this.addPath(field, value, undefined);
    } else if (isPayloadTemplate(field)) this.members(field, value);
  }

  private strings(field: WalkedField, node: SyntaxNode): void {
    if (node.kind === 'string') {
      if (isJsonataText(node) && !isFilledInLater(node.value)) this.addJsonata(field, node);
    } else if (node.kind === 'array') for (const item of node.items) this.strings(field, item);
    else if (node.kind === 'object') for (const { value } of node.properties) if (value) this.strings(field, value);
  }

  private members(field: WalkedField, node: SyntaxNode): void {
    if (node.kind === 'array') for (const item of node.items) this.members(field, item);
    if (node.kind !== 'object') return;
    for (const member of node.properties) {
      const { key, value } = member;
      if (!value) continue;
      if (!key.value.endsWith('.$')) this.members(field, value);
      else if (value.kind === 'string' && !isFilledInLater(value.value)) this.addPath(field, value, member);
    }
  }

  private addJsonata(field: WalkedField, node: StringNode): void {
    this.sites.push(new JsonataText(node, field, this.known));
  }

  private addPath(field: WalkedField, node: StringNode, member: PropertyNode | undefined): void {
    this.sites.push(new PathText(node, field, member, this.known));
  }
}

/** What it holds is read when a rule first asks, and kept for the next one. */
class JsonataText implements JsonataSite {
  readonly kind = 'jsonata';
  readonly node: StringNode;
  readonly field: WalkedField;
  private readonly known: KnownExpressions;
  private read: { readonly expression: ReturnType<JsonataSite['expression']> } | undefined = undefined;

  constructor(node: StringNode, field: WalkedField, known: KnownExpressions) {
    this.node = node;
    this.field = field;
    this.known = known;
  }

  expression(): ReturnType<JsonataSite['expression']> {
    if (!this.read) {
      // A block of YAML may end in a line break.
      const found = expressionOf(this.node.value.trimEnd());
      this.read = { expression: found && { start: found.start, parsed: this.known.jsonata(found.text) } };
    }
    return this.read.expression;
  }
}

class PathText implements PathSite {
  readonly kind = 'path';
  readonly node: StringNode;
  readonly field: WalkedField;
  readonly member: PropertyNode | undefined;
  readonly isReference: boolean;
  readonly mayBeIntrinsic: boolean;
  private readonly known: KnownExpressions;
  private parsedPath: ParsedPath | undefined = undefined;

  constructor(node: StringNode, field: WalkedField, member: PropertyNode | undefined, known: KnownExpressions) {
    this.node = node;
    this.field = field;
    this.member = member;
    this.isReference = field.spec.kind === 'referencePath';
    this.mayBeIntrinsic = member !== undefined || field.spec.intrinsic === true;
    this.known = known;
  }

  path(): ParsedPath | undefined {
    if (!this.parsedPath && this.node.value.startsWith('$')) this.parsedPath = this.known.path(this.node.value);
    return this.parsedPath;
  }

  intrinsic(): ParsedIntrinsic | undefined {
    const text = this.node.value;
    if (!this.mayBeIntrinsic || text.startsWith('$') || !/^\s*States\./.test(text)) return undefined;
    return this.known.intrinsic(text);
  }
}

type Parse<T> = ((text: string) => T) & { readonly known: ReadonlyMap<string, T> };

function once<T>(parse: (text: string) => T): Parse<T> {
  const known = new Map<string, T>();
  const parseOnce = (text: string): T => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const parsed = parse(text);
    known.set(text, parsed);
    return parsed;
  };
  return Object.assign(parseOnce, { known });
}

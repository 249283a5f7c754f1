/** Walks a JSONata tree once and lists what it refers to, and what AWS refuses in it at definition time. */
import type { Range } from '../../syntax.ts';
import type { ExpressionProblem } from '../problem.ts';
import type { JsonataNode } from './library.ts';
import type { JsonataBinding, JsonataCall, JsonataVariable } from './references.ts';

export interface TreeIndex {
  readonly variables: readonly JsonataVariable[];
  readonly calls: readonly JsonataCall[];
  readonly bindings: readonly JsonataBinding[];
  readonly refusals: readonly ExpressionProblem[];
}

/** Where a node stands: `bound` are the names that the expression binds; `hasContext` is true behind a first step. */
interface Place {
  readonly bound: ReadonlySet<string>;
  readonly hasContext: boolean;
}

/** Lists the references of a tree; ranges are offsets in `text`. */
export function indexTree(tree: JsonataNode, text: string): TreeIndex {
  const indexer = new Indexer(text);
  indexer.visit(tree, { bound: new Set(), hasContext: false });
  const { variables, calls, bindings, refusals } = indexer;
  return { variables, calls, bindings, refusals };
}

class Indexer {
  readonly variables: JsonataVariable[] = [];
  readonly calls: JsonataCall[] = [];
  readonly bindings: JsonataBinding[] = [];
  readonly refusals: ExpressionProblem[] = [];
  private readonly refused = new Set<string>();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  visit(node: JsonataNode | undefined, place: Place): void {
    if (!node) return;
    switch (node.type) {
      case 'path':
        this.path(node, place);
        return;
      case 'name':
        if (!place.hasContext)
          this.refuse(
            String(node.value),
            `Reference to '${node.value}' at the top level is not supported.`,
            this.rangeOf(node),
          );
        break;
      case 'variable':
        this.variable(node, [], place);
        break;
      case 'function':
      case 'partial':
        this.call(node, place, node.type === 'partial');
        break;
      case 'lambda':
        this.lambda(node, place);
        return;
      case 'block':
        this.block(node, place);
        return;
      case 'bind':
        this.binding(node.lhs as JsonataNode);
        this.visit(node.rhs, { ...place, bound: new Set([...place.bound, nameOf(node.lhs as JsonataNode)]) });
        return;
      case 'apply':
        this.visit(node.lhs as JsonataNode, place);
        if (node.rhs?.type === 'function') this.call(node.rhs, place, true);
        else this.visit(node.rhs, place);
        return;
      case 'transform':
        this.children(node, { ...place, hasContext: true });
        return;
      default:
        this.children(node, place);
    }
    this.stages(node, place);
  }

  private path(node: JsonataNode, place: Place): void {
    const steps = node.steps ?? [];
    const [first] = steps;
    let inner: Place = { ...place, hasContext: true };
    if (first?.type === 'variable') {
      this.variable(
        first,
        membersOf(steps, (step) => this.rangeOf(step)),
        place,
      );
      this.stages(first, place);
    } else this.visit(first, place);
    for (const [i, step] of steps.entries()) {
      if (i > 0) this.visit(step, inner);
      const bound = boundBy(step);
      if (bound.length > 0) inner = { ...inner, bound: new Set([...inner.bound, ...bound]) };
    }
    this.pairs(node.group?.lhs, inner);
  }

  /** Predicates and groupings see the item that they stand behind. */
  private stages(node: JsonataNode, place: Place): void {
    const inner = { bound: new Set([...place.bound, ...boundBy(node)]), hasContext: true };
    for (const stage of [...(node.stages ?? []), ...(node.predicate ?? [])]) this.visit(stage.expr, inner);
    this.pairs(node.group?.lhs, inner);
  }

  private pairs(pairs: readonly (readonly JsonataNode[])[] | undefined, place: Place): void {
    for (const pair of pairs ?? []) for (const part of pair) this.visit(part, place);
  }

  private children(node: JsonataNode, place: Place): void {
    if (Array.isArray(node.lhs)) this.pairs(node.lhs as readonly (readonly JsonataNode[])[], place);
    else this.visit(node.lhs as JsonataNode | undefined, place);
    for (const child of [node.rhs, node.expression, ...conditionParts(node), ...transformParts(node)])
      this.visit(child, place);
    for (const child of [...(node.expressions ?? []), ...(node.arguments ?? [])]) this.visit(child, place);
    for (const term of node.terms ?? []) this.visit(term.expression, { ...place, hasContext: true });
  }

  private block(node: JsonataNode, place: Place): void {
    const own = (node.expressions ?? [])
      .filter((child) => child.type === 'bind')
      .map((child) => nameOf(child.lhs as JsonataNode));
    const inner = { ...place, bound: new Set([...place.bound, ...own]) };
    for (const child of node.expressions ?? []) this.visit(child, inner);
    this.stages(node, place);
  }

  private lambda(node: JsonataNode, place: Place): void {
    // The library wraps tail calls into functions of its own.
    if (node.thunk) {
      this.visit(node.body, place);
      return;
    }
    for (const parameter of node.arguments ?? []) this.binding(parameter);
    const names = (node.arguments ?? []).map(nameOf);
    this.visit(node.body, { ...place, bound: new Set([...place.bound, ...names]) });
  }

  private call(node: JsonataNode, place: Place, isPartial: boolean): void {
    const { procedure } = node;
    const args = node.arguments ?? [];
    if (procedure?.type === 'variable' && procedure.value !== '' && !place.bound.has(nameOf(procedure))) {
      this.calls.push({ name: nameOf(procedure), argumentCount: args.length, isPartial, ...this.rangeOf(procedure) });
    } else this.visit(procedure, place);
    for (const arg of args) this.visit(arg, place);
    if (isPartial) this.stages(node, place);
  }

  private binding(node: JsonataNode): void {
    this.bindings.push({ name: nameOf(node), ...this.rangeOf(node) });
  }

  private variable(node: JsonataNode, members: JsonataVariable['members'], place: Place): void {
    const name = nameOf(node);
    const range = this.rangeOf(node);
    if (name === '$') this.refuse('$$', "Reference to '$$' is not supported.", range);
    else if (name === '') {
      if (!place.hasContext) this.refuse('$', "Reference to '$' at the top level is not supported.", range);
    } else if (!place.bound.has(name)) this.variables.push({ name, members, ...range });
  }

  /** AWS reports each name once for a field. */
  private refuse(name: string, message: string, range: Range): void {
    if (this.refused.has(name)) return;
    this.refused.add(name);
    const advice =
      name === '$$' || name === '$'
        ? "Use '$states.input' for the input of the state."
        : `Use '$states.input.${name}' for a member of the input, '$${name}' for a variable.`;
    this.refusals.push({
      ...range,
      message: `${message} ${advice}`,
      instead: name.startsWith('$') ? ['$states.input'] : [`$states.input.${name}`, `$${name}`],
      aws: { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message },
    });
  }

  private rangeOf(node: JsonataNode): Range {
    const end = Math.min(node.position ?? this.text.length, this.text.length);
    return { start: Math.min(node.start ?? end, end), end };
  }
}

/** The variables that a step binds by `@` and `#`. */
function boundBy(step: JsonataNode): string[] {
  const index = typeof step.index === 'object' ? step.index.value : step.index;
  const indexes = (step.stages ?? []).filter((stage) => stage.type === 'index').map(nameOf);
  return [step.focus, index, ...indexes].filter((name) => name !== undefined);
}

const nameOf = (node: JsonataNode): string => String(node.value);

function membersOf(steps: readonly JsonataNode[], rangeOf: (node: JsonataNode) => Range): JsonataVariable['members'] {
  const members: (Range & { name: string })[] = [];
  if (steps[0]?.stages || steps[0]?.predicate) return members;
  for (const step of steps.slice(1)) {
    if (step.type !== 'name') break;
    members.push({ name: nameOf(step), ...rangeOf(step) });
    if (step.stages || step.predicate) break;
  }
  return members;
}

const conditionParts = (node: JsonataNode) => [node.condition, node.then, node.else];

const transformParts = (node: JsonataNode) => [node.pattern, node.update, node.delete];

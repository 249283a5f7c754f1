/** Blocks `(…; …)`, and the variables that they bind: `$total := …`. */
import type { JsonataNode } from '../library.ts';
import { below, bind, type Compile, type Local, only, type Place, unsupported } from './place.ts';
import { type Closure, countSteps } from './values.ts';

/** A block as a closure. Variables are bound by blocks only, so that what a name means is known from the text. */
export function compileBlock(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'expressions');
  const expressions = node.expressions ?? unsupported();
  const names = new Map(place.names);
  const pending = new Map(place.pending);
  for (const part of expressions) if (part.type === 'bind') pending.set(nameOf(part), place.frame.level);
  const block: Block = { compile, names, bound: new Set() };
  const parts = expressions.map((part, i) => {
    // What the block binds once more further on is not settled either.
    for (const name of block.bound)
      if (!expressions.slice(i).some((later) => later.type === 'bind' && nameOf(later) === name)) pending.delete(name);
    return compilePart(block, part, { ...below(place), pending: new Map(pending) });
  });
  const last = parts.pop() ?? unsupported();
  if (parts.length === 0)
    return (run, context) => {
      countSteps(run, 1);
      return last(run, context);
    };
  return (run, context) => {
    countSteps(run, 1 + parts.length);
    for (const part of parts) part(run, context);
    return last(run, context);
  };
}

interface Block {
  readonly compile: Compile;
  /** What names mean at this point of the block. */
  readonly names: Map<string, Local>;
  /** What the block itself has bound. */
  readonly bound: Set<string>;
}

const nameOf = (binding: JsonataNode): string => String((binding.lhs as JsonataNode).value);

function compilePart({ compile, names, bound }: Block, node: JsonataNode, place: Place): Closure {
  if (node.type !== 'bind') return compile(node, { ...place, names: new Map(names) });
  only(node, 'lhs', 'rhs');
  if (node.predicate || node.group || node.keepArray) unsupported();
  const name = nameOf(node);
  const { rhs = unsupported() } = node;
  const known = bound.has(name) ? names.get(name) : undefined;
  const isFunction = rhs.type === 'lambda' && !rhs.thunk;
  // A function may call itself by the name that it is given; and it is not called before it has that name.
  const local = known ?? (isFunction ? bind(names, name, place.frame) : undefined);
  const pending = new Map(place.pending);
  if (isFunction && !known) pending.delete(name);
  const value = compile(rhs, { ...place, names: new Map(names), pending });
  const { at } = local ?? bind(names, name, place.frame);
  bound.add(name);
  return (run, context) => {
    countSteps(run, 1);
    const made = value(run, context);
    run.frame[at] = made;
    return made;
  };
}

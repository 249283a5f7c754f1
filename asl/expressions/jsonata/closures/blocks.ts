/** Blocks `(…; …)`, and the variables that they bind: `$total := …`. */
import type { JsonataNode } from '../library.ts';
import { below, bind, type Compile, type NameScope, nameScope, only, type Place, unsupported } from './place.ts';
import { type Closure, countSteps, settled } from './values.ts';

/** A block as a closure. Variables are bound by blocks only, so that what a name means is known from the text. */
export function compileBlock(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'expressions');
  const expressions = node.expressions ?? unsupported();
  const pending = new Set(expressions.filter(({ type }) => type === 'bind').map(nameOf));
  const names = nameScope(place.frame, place.names, pending);
  const inner: Place = { ...below(place), names };
  const parts = expressions.map((part) =>
    part.type === 'bind' ? compileBinding(compile, part, names, inner) : compile(part, inner),
  );
  const last = parts.pop() ?? unsupported();
  if (parts.length === 0)
    return (run, context) => {
      countSteps(run, 1);
      return settled(last(run, context));
    };
  return (run, context) => {
    countSteps(run, 1 + parts.length);
    for (const part of parts) part(run, context);
    return settled(last(run, context));
  };
}

const nameOf = (binding: JsonataNode): string => String((binding.lhs as JsonataNode).value);

function compileBinding(compile: Compile, node: JsonataNode, names: NameScope, place: Place): Closure {
  only(node, 'lhs', 'rhs');
  if (node.predicate || node.group || node.keepArray) unsupported();
  const name = nameOf(node);
  const { rhs = unsupported() } = node;
  // A function may call itself by the name that it is given; and it is not called before it has that name.
  if (rhs.type === 'lambda' && !rhs.thunk) bind(names, name);
  const value = compile(rhs, place);
  const { at } = bind(names, name);
  return (run, context) => {
    countSteps(run, 1);
    const made = value(run, context);
    run.frame[at] = made;
    return made;
  };
}

/** `|pattern|update, delete|`: a function that gives a copy of its argument with changes in what the pattern finds. */
import { ExactNumber } from '../../../json.ts';
import type { JsonataNode } from '../library.ts';
import { callLibrary, libraryNative } from './library-natives.ts';
import { type Compile, only, type Place, repeated, unsupported } from './place.ts';
import { type Callable, type Closure, countSteps, countWork, giveUp, type Run } from './values.ts';

/** A transformation as a function value. */
export function compileTransform(compile: Compile, node: JsonataNode, place: Place): Closure {
  only(node, 'pattern', 'update', 'delete');
  const pattern = compile(node.pattern ?? unsupported(), repeated(place));
  const update = compile(node.update ?? unsupported(), repeated(place));
  const removal = node.delete && compile(node.delete, repeated(place));
  const clone = libraryNative('clone') ?? unsupported();
  return (run) => {
    const { frame } = run;
    const transform = (given: unknown): unknown => {
      if (given === undefined) return undefined;
      // The library asks for its copying function by name.
      if (run.scope.variable('clone') !== undefined) giveUp();
      const copy = callLibrary(run, clone, [given], undefined);
      if (typeof copy !== 'object' || copy === null) return giveUp();
      const caller = run.frame;
      run.frame = frame;
      countSteps(run, 2);
      const found = pattern(run, copy);
      for (const match of Array.isArray(found) ? found : found === undefined ? [] : [found]) {
        change(run, match, update(run, match));
        if (removal) remove(match, removal(run, match));
      }
      run.frame = caller;
      return copy;
    };
    return Object.assign(transform, { arity: 1 }) satisfies Callable;
  };
}

function change(run: Run, match: unknown, update: unknown): void {
  if (typeof match !== 'object' || match === null || Array.isArray(match) || match instanceof ExactNumber) giveUp();
  if (update === undefined) return;
  if (typeof update !== 'object' || update === null || Array.isArray(update)) giveUp();
  const entries = Object.entries(update as object);
  countWork(run, entries.length);
  for (const [key, value] of entries) (match as Record<string, unknown>)[key === '__proto__' ? giveUp() : key] = value;
}

function remove(match: unknown, keys: unknown): void {
  if (keys === undefined) return;
  for (const key of Array.isArray(keys) ? keys : [keys])
    delete (match as Record<string, unknown>)[typeof key === 'string' ? key : giveUp()];
}

/**
 * Paths to closures. A definite path becomes a chain of property reads; the others
 * visit values and collect a list. The semantics are Jayway's as AWS shows them: a definite path gives a bare value
 * or a miss, an indefinite path a list, `[]` where nothing is found (recorded).
 */
import type { Json } from '../../json.ts';
import { EvaluationError, type ExpressionProblem } from '../problem.ts';
import type { PathScope } from '../scope.ts';
import { PAST_END, type Step } from './access.ts';
import { compileDefinite } from './definite.ts';
import { explainMiss } from './miss.ts';
import { parsePath } from './parse.ts';
import { type Path, shownInSentences } from './path.ts';
import { compileSegments, type Visitation } from './visit.ts';

export interface CompiledPath {
  readonly text: string;
  /** Absent where the text is no path: then `problems` says why, and evaluating it fails. */
  readonly path: Path | undefined;
  readonly problems: readonly ExpressionProblem[];
  /** The value, or undefined for a miss; an index past the end gives null, as in AWS's payload templates. */
  readonly find: (scope: PathScope) => Json | undefined;
  /** As `find`, but an index past the end is a miss, as for arguments of intrinsic functions. */
  readonly findStrictly: (scope: PathScope) => Json | undefined;
  /** The value; a miss is an `EvaluationError` with AWS's sentence of InputPath: `Invalid path '$.x' : No results for path: $['x']`. */
  readonly evaluate: (scope: PathScope) => Json;
}

/** Values that one evaluation may visit; `$..*..*..*` over nested data would visit more than can ever be waited for. */
const MAX_VISITS = 5_000_000;

/**
 * Compiles a path. Never throws; the caller keeps the result as long as the definition.
 *
 * @example compilePath('$.a[0]').evaluate(scope)
 */
export function compilePath(text: string): CompiledPath {
  const { value: path, problems } = parsePath(text);
  const isBroken = problems.some((problem) => problem.severity !== 'warning');
  if (!path || isBroken) {
    const fail = (): never => {
      throw new EvaluationError('States.Runtime', `Invalid path '${text}' : ${problems[0]?.message ?? ''}`);
    };
    return { text, path: isBroken ? undefined : path, problems, find: fail, findStrictly: fail, evaluate: fail };
  }
  const read = compileReader(path);
  const rootOf = compileRoot(path);
  const findRaw = (scope: PathScope): Json | undefined => {
    const root = rootOf(scope);
    return root === undefined ? undefined : read(root);
  };
  const find = (scope: PathScope): Json | undefined => {
    const found = findRaw(scope);
    return found === PAST_END ? null : found;
  };
  return {
    text,
    path,
    problems,
    find,
    findStrictly: (scope) => {
      const found = findRaw(scope);
      return found === PAST_END ? undefined : found;
    },
    evaluate: (scope) => {
      const found = find(scope);
      if (found !== undefined) return found;
      const shown = shownInSentences(text);
      throw new EvaluationError('States.Runtime', `Invalid path '${shown}' : ${explainMiss(path, rootOf(scope))}`);
    },
  };
}

/** A function to the value at which a path begins; undefined for a variable that is not there. */
export function compileRoot(path: Path): (scope: PathScope) => Json | undefined {
  if (path.root === 'context') return (scope) => scope.context;
  const name = path.variable?.name;
  if (name !== undefined) return (scope) => scope.variable(name);
  return (scope) => scope.data;
}

/** A function from the root value to the path's value. */
function compileReader(path: Path): Step {
  if (path.definite) return compileDefinite(path);
  const visit = compileSegments(path.segments);
  return (root) => {
    const visitation: Visitation = { root, visitsLeft: MAX_VISITS };
    const found: Json[] = [];
    if (visit(root, visitation, found) !== 'found') return undefined;
    return found.map((item) => (item === PAST_END ? null : item));
  };
}

/**
 * A text and what it holds: its syntax tree, its mistakes, and the state machines in it. Parsing never fails.
 * Invariant: every offset in the tree is an offset into `text`, also for a machine embedded in another document.
 */

import { buildMachine, looksLikeMachine, type Machine } from './model.ts';
import { oddityOf } from './oddity.ts';
import type { ParsedText, Range, SyntaxNode, SyntaxProblem } from './syntax.ts';
import { parseJsonSyntax } from './text/json-syntax.ts';
import { parseYamlSyntax } from './text/yaml-syntax.ts';

export type Format = 'json' | 'yaml';

export interface AslDocument {
  readonly text: string;
  readonly format: Format;
  readonly root: SyntaxNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Range[];
  /** As in `ParsedText`. */
  readonly isPlain?: true;
  /** Empty where the text is not (yet) a state machine. */
  readonly machines: readonly Machine[];
}

/**
 * Parses the text of a definition. A whole-file definition always gives one machine when its root is an object,
 * so that a half-typed file is judged as the machine it is going to be. `isAsWritten`: see `Machine`.
 */
export function parseAsl(text: string, format: Format, isAsWritten = false): AslDocument {
  const parsed: ParsedText = format === 'yaml' ? parseYamlSyntax(text, oddityOf) : parseJsonSyntax(text, oddityOf);
  const { root } = parsed;
  return { text, format, ...parsed, machines: root?.kind === 'object' ? [buildMachine(root, isAsWritten)] : [] };
}

/** Parses a file by its content; a name that ends in .yaml decides only where JSON does not fit. */
export function parseByContent(text: string, file: string): AslDocument {
  const doc = parseAsl(text, formatOf(text));
  const mayBeFlowYaml = doc.format === 'json' && doc.problems.length > 0 && /\.ya?ml$/i.test(file);
  return mayBeFlowYaml ? parseAsl(text, 'yaml') : doc;
}

/** True where the document is meant as a state machine, judged by its content. */
export function isStateMachine(doc: AslDocument): boolean {
  return looksLikeMachine(doc.root);
}

/** The format of a file that is named by its content, not its ending: JSON begins with a brace, a comment or a bracket. */
export function formatOf(text: string): Format {
  return /^\s*(?:[{[]|\/\/|\/\*)/.test(text) ? 'json' : 'yaml';
}

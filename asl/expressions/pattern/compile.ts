/** A pattern's tree to a program for the matcher: a flat list of instructions, so that matching needs no recursion. */
import type { CharTest } from './chars.ts';
import type { PatternNode, PatternTree } from './parse.ts';

export type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  /** A greedy or possessive run of single characters: the loop that nearly every pattern consists of. */
  | {
      readonly op: 'run';
      readonly test: CharTest;
      readonly min: number;
      readonly max: number;
      readonly possessive: boolean;
    }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  /** Fails where the position is still the one in the slot: a loop must not repeat an empty match. */
  | { readonly op: 'progress'; readonly slot: number }
  | { readonly op: 'assert'; readonly at: 'start' | 'end' | 'line-start' | 'line-end' | 'word' | 'no-word' }
  | { readonly op: 'reference'; readonly group: number; readonly ignoreCase: boolean }
  | { readonly op: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: readonly Instruction[] }
  | { readonly op: 'atomic'; readonly body: readonly Instruction[] }
  | { readonly op: 'done' };

export interface Program {
  readonly code: readonly Instruction[];
  readonly groups: number;
  readonly slots: number;
}

/** Repeats are unrolled: a bound on the size keeps `((a{999}){999})` from becoming a program of a million steps. */
const MAX_SIZE = 20_000;

/** Compiles the tree. A program that would become too large matches nothing but is refused by `TooLarge`. */
export function compileProgram(tree: PatternTree): Program {
  const compiler = new Compiler(tree.groups * 2 + 2);
  const code = compiler.program(tree.root);
  return { code, groups: tree.groups, slots: compiler.slots };
}

export class PatternTooLarge extends Error {}

class Compiler {
  slots: number;
  private size = 0;

  constructor(slots: number) {
    this.slots = slots;
  }

  program(node: PatternNode): Instruction[] {
    const code: Instruction[] = [];
    this.emit(node, code);
    code.push({ op: 'done' });
    return code;
  }

  private add(code: Instruction[], instruction: Instruction): void {
    if (++this.size > MAX_SIZE) throw new PatternTooLarge('The regular expression is too large.');
    code.push(instruction);
  }

  private emit(node: PatternNode, code: Instruction[]): void {
    switch (node.kind) {
      case 'empty':
        break;
      case 'char':
        this.add(code, { op: 'char', test: node.test });
        break;
      case 'sequence':
        for (const item of node.items) this.emit(item, code);
        break;
      case 'choice':
        this.choice(node.options, code);
        break;
      case 'group':
        this.add(code, { op: 'save', slot: node.index * 2 });
        this.emit(node.body, code);
        this.add(code, { op: 'save', slot: node.index * 2 + 1 });
        break;
      case 'repeat':
        this.repeat(node, code);
        break;
      case 'look':
        this.add(code, { op: 'look', behind: node.behind, negative: node.negative, body: this.program(node.body) });
        break;
      case 'reference':
        this.add(code, { op: 'reference', group: node.group, ignoreCase: node.ignoreCase });
        break;
      case 'assert':
        this.add(code, { op: 'assert', at: node.at });
        break;
    }
  }

  private choice(options: readonly PatternNode[], code: Instruction[]): void {
    const ends: { op: 'jump'; to: number }[] = [];
    for (const [i, option] of options.entries()) {
      if (i === options.length - 1) {
        this.emit(option, code);
        break;
      }
      const split = { op: 'split' as const, first: code.length + 1, second: 0 };
      this.add(code, split);
      this.emit(option, code);
      const jump = { op: 'jump' as const, to: 0 };
      ends.push(jump);
      this.add(code, jump);
      split.second = code.length;
    }
    for (const jump of ends) jump.to = code.length;
  }

  private repeat(node: PatternNode & { kind: 'repeat' }, code: Instruction[]): void {
    const { body, min, max, mode } = node;
    if (body.kind === 'char' && mode !== 'lazy') {
      this.add(code, { op: 'run', test: body.test, min, max, possessive: mode === 'possessive' });
      return;
    }
    if (mode === 'possessive') {
      this.add(code, { op: 'atomic', body: this.program({ ...node, mode: 'greedy' }) });
      return;
    }
    for (let i = 0; i < min; i++) {
      const before = code.length;
      this.emit(body, code);
      if (code.length === before) return; // An empty body: repeating it changes nothing.
    }
    if (max === Number.POSITIVE_INFINITY) this.loop(body, mode === 'lazy', code);
    else this.optional(body, max - min, mode === 'lazy', code);
  }

  private optional(body: PatternNode, times: number, lazy: boolean, code: Instruction[]): void {
    const splits: { op: 'split'; first: number; second: number }[] = [];
    for (let i = 0; i < times; i++) {
      const split = { op: 'split' as const, first: code.length + 1, second: 0 };
      splits.push(split);
      this.add(code, split);
      this.emit(body, code);
    }
    for (const split of splits) {
      split.second = code.length;
      if (lazy) [split.first, split.second] = [split.second, split.first];
    }
  }

  private loop(body: PatternNode, lazy: boolean, code: Instruction[]): void {
    const slot = this.slots++;
    const start = code.length;
    const split = { op: 'split' as const, first: start + 1, second: 0 };
    this.add(code, split);
    this.add(code, { op: 'save', slot });
    this.emit(body, code);
    this.add(code, { op: 'progress', slot });
    this.add(code, { op: 'jump', to: start });
    split.second = code.length;
    if (lazy) [split.first, split.second] = [split.second, split.first];
  }
}

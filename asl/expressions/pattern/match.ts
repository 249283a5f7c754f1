/** Runs a pattern's program at one position of a text, backtracking with a stack of its own and counting steps. */
import { isWord } from './chars.ts';
import type { Instruction, Program } from './compile.ts';

interface Machine {
  readonly text: string;
  readonly slots: number[];
  readonly budget: { steps: number };
}

/**
 * The capture slots of a match that begins at `start`, or undefined; `exhausted` when the budget is used up.
 * With `end`, only a match that ends there counts.
 */
export function run(
  program: Program,
  text: string,
  start: number,
  budget: { steps: number },
  end?: number,
): number[] | undefined | 'exhausted' {
  const machine: Machine = { text, slots: new Array<number>(program.slots).fill(-1), budget };
  const found = execute(program.code, machine, start, end);
  if (found === EXHAUSTED) return 'exhausted';
  if (found < 0) return undefined;
  machine.slots[0] = start;
  machine.slots[1] = found;
  return machine.slots;
}

const NO_MATCH = -1;
const EXHAUSTED = -2;

/** Runs code from a position; gives the end of the match. The stack holds triples: kind, and what to go back to. */
function execute(code: readonly Instruction[], machine: Machine, start: number, end?: number): number {
  const { text, slots, budget } = machine;
  const stack: number[] = [];
  let at = start;
  let pc = 0;
  for (;;) {
    if (--budget.steps < 0) return EXHAUSTED;
    const instruction = code[pc] as Instruction;
    let ok = true;
    switch (instruction.op) {
      case 'done':
        if (end === undefined || at === end) return at;
        ok = false;
        break;
      case 'char':
        ok = at < text.length && instruction.test(text.charCodeAt(at));
        if (ok) at++;
        break;
      case 'run': {
        const from = at;
        const limit = Math.min(text.length, from + instruction.max);
        while (at < limit && instruction.test(text.charCodeAt(at))) at++;
        budget.steps -= at - from;
        ok = at - from >= instruction.min;
        if (ok && !instruction.possessive && at - from > instruction.min)
          stack.push(SHORTER, pc + 1, at - 1, from + instruction.min);
        break;
      }
      case 'split':
        stack.push(CHOICE, instruction.second, at, 0);
        pc = instruction.first;
        continue;
      case 'jump':
        pc = instruction.to;
        continue;
      case 'save':
        stack.push(RESTORE, instruction.slot, slots[instruction.slot] ?? -1, 0);
        slots[instruction.slot] = at;
        break;
      case 'progress':
        ok = slots[instruction.slot] !== at;
        break;
      case 'assert':
        ok = holds(instruction.at, text, at);
        break;
      case 'reference': {
        const length = referenceLength(instruction, machine, at);
        ok = length >= 0;
        if (ok) at += length;
        break;
      }
      case 'look': {
        const found = look(instruction, machine, at);
        if (found === EXHAUSTED) return EXHAUSTED;
        ok = found >= 0 !== instruction.negative;
        break;
      }
      case 'atomic': {
        const found = execute(instruction.body, machine, at);
        if (found === EXHAUSTED) return EXHAUSTED;
        ok = found >= 0;
        if (ok) at = found;
        break;
      }
    }
    if (ok) {
      pc++;
      continue;
    }
    const back = backtrack(stack, slots);
    if (!back) return NO_MATCH;
    [pc, at] = back;
  }
}

const CHOICE = 0;
const RESTORE = 1;
const SHORTER = 2;

/** Undoes the stack down to the next alternative and gives its place. */
function backtrack(stack: number[], slots: number[]): [pc: number, at: number] | undefined {
  while (stack.length > 0) {
    const last = stack.pop() as number;
    const second = stack.pop() as number;
    const first = stack.pop() as number;
    const kind = stack.pop() as number;
    if (kind === CHOICE) return [first, second];
    if (kind === RESTORE) slots[first] = second;
    else {
      if (second > last) stack.push(SHORTER, first, second - 1, last);
      return [first, second];
    }
  }
  return undefined;
}

function holds(
  what: 'start' | 'end' | 'line-start' | 'line-end' | 'word' | 'no-word',
  text: string,
  at: number,
): boolean {
  switch (what) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'line-start':
      return at === 0 || isLineEnd(text.charCodeAt(at - 1));
    case 'line-end':
      return at === text.length || isLineEnd(text.charCodeAt(at));
    default: {
      const before = at > 0 && isWord(text.charCodeAt(at - 1));
      const after = at < text.length && isWord(text.charCodeAt(at));
      return (before !== after) === (what === 'word');
    }
  }
}

const isLineEnd = (code: number): boolean => code === 10 || code === 13 || code === 0x2028 || code === 0x2029;

function referenceLength(
  instruction: { readonly group: number; readonly ignoreCase: boolean },
  { text, slots }: Machine,
  at: number,
): number {
  const [from, to] = [slots[instruction.group * 2] ?? -1, slots[instruction.group * 2 + 1] ?? -1];
  if (from < 0 || to < 0) return 0;
  const [wanted, found] = [text.slice(from, to), text.slice(at, at + to - from)];
  const same = wanted === found || (instruction.ignoreCase && wanted.toLowerCase() === found.toLowerCase());
  return same ? to - from : -1;
}

/** A look-ahead matches from here; a look-behind from any earlier place so that it ends here. */
function look(instruction: Instruction & { op: 'look' }, machine: Machine, at: number): number {
  if (!instruction.behind) return execute(instruction.body, machine, at);
  for (let from = at; from >= 0; from--) {
    const found = execute(instruction.body, machine, from, at);
    if (found !== NO_MATCH) return found;
  }
  return NO_MATCH;
}

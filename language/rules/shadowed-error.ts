/** An error name that an earlier entry has taken already. */
import type { State, StringNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { errorListsOf } from '../walk/error-lists.ts';

export const shadowedError: MachineRule = {
  code: 'shadowed-error',
  severity: 'warning',
  perState: true,
  doc: `The first retrier or catcher that matches an error is the one that counts. A name that an earlier entry holds, or that an earlier \`States.TaskFailed\` of a Task includes, is never looked at.

Wrong: \`States.TaskFailed\` in the first entry and \`Lambda.TooManyRequestsException\` in the second. Right: the special error first.`,
  check(ctx) {
    const found: Finding[] = [];
    for (const { field, state, entries } of errorListsOf(ctx)) {
      const earlier = new Map<string, StringNode>();
      for (const { names } of entries) {
        const before = earlier.get('States.TaskFailed');
        for (const name of names) {
          const same = earlier.get(name.value);
          // Of 'States.ALL' it is the first that stands wrong: 'states-all-order' says so.
          if (same && name.value === 'States.ALL') continue;
          if (same) found.push(shadowed(name, same, field));
          else {
            if (before && isTaskFailure(name.value, state)) found.push(included(name, before, field));
            earlier.set(name.value, name);
          }
        }
      }
    }
    return found;
  },
};

/** What `States.TaskFailed` includes: every error of a Task but a timeout. */
function isTaskFailure(name: string, { type }: State): boolean {
  return (
    type === 'Task' && !['States.ALL', 'States.Timeout', 'States.HeartbeatTimeout', 'States.TaskFailed'].includes(name)
  );
}

const shadowed = (name: StringNode, first: StringNode, field: string): Finding => ({
  range: rangeOf(name),
  message: `'${name.value}' stands in '${field}' already. Only the first entry for an error counts.`,
  related: [{ range: rangeOf(first), message: 'It stands here first.' }],
  tag: 'unnecessary',
});

const included = (name: StringNode, first: StringNode, field: string): Finding => ({
  range: rangeOf(name),
  message: `An earlier entry of '${field}' handles 'States.TaskFailed', which includes '${name.value}'. Put this entry before it.`,
  related: [{ range: rangeOf(first), message: "'States.TaskFailed' stands here." }],
});

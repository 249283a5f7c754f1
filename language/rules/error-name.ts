/** An error name of Step Functions that does not exist, or that nothing can handle. */
import { type AslDocument, type Machine, type StringNode, stringOf } from '#asl';
import { nearestName } from '#asl/nearest-name';
import { errorSpecs } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { inParts } from '../walk/by-part.ts';
import { errorListsOfPart } from '../walk/error-lists.ts';
import type { WalkPart } from '../walk/machine-walk.ts';

export const errorName: MachineRule = {
  code: 'error-name',
  severity: 'warning',
  doc: `Names that begin with \`States.\` belong to Step Functions. One that does not exist never matches; nor does \`States.Runtime\`, which ends an execution whatever is written here.

Wrong: \`"ErrorEquals": ["States.TimeOut"]\`. Right: \`"ErrorEquals": ["States.Timeout"]\`.`,
  byPart: [ownNamesIn],
  check({ doc, machine }) {
    const found: Finding[] = [];
    for (const { name, field } of inParts(machine, ownNamesIn)) {
      const finding = judge(doc, name, field);
      // A Fail state of this machine raises it: against the rules of names, but it does match.
      if (finding && !machine.notes.once(raisedIn, machine).has(name.value)) found.push(finding);
    }
    return found;
  },
};

/** The errors that the machine's own states fail with. */
const raisedIn = ({ states }: Machine): ReadonlySet<string | undefined> =>
  new Set(states.map(({ type, node }) => (type === 'Fail' ? stringOf(node, 'Error') : undefined)));

interface OwnName {
  readonly name: StringNode;
  readonly field: 'Retry' | 'Catch';
}

/** The names that claim to be of Step Functions. */
function ownNamesIn(part: WalkPart): readonly OwnName[] {
  let found: OwnName[] | undefined;
  for (const { field, entries } of errorListsOfPart(part)) {
    for (const { names } of entries) {
      for (const name of names) {
        if (!isOwn(name.value)) continue;
        found ??= [];
        found.push({ name, field });
      }
    }
  }
  return found ?? NONE;
}

const NONE: readonly never[] = [];

const isOwn = (name: string): boolean => /^states\./i.test(name);

const PREFIX = 'States.';
const OWN = errorSpecs.filter(({ name }) => name.startsWith(PREFIX));
const SHORT_NAMES = OWN.map(({ name }) => name.slice(PREFIX.length));

function judge(doc: AslDocument, node: StringNode, field: 'Retry' | 'Catch'): Finding | undefined {
  const name = node.value;
  if (/^States\.Http\.StatusCode\.\d+$/.test(name)) return undefined;
  const spec = OWN.find((one) => one.name === name);
  if (!spec) {
    const near = nearestName(name.slice(PREFIX.length), SHORT_NAMES);
    return {
      range: rangeOf(node),
      message: `Step Functions has no error '${name}', so this never matches.${near ? ` Did you mean '${PREFIX}${near}'?` : ''}`,
      fixes: () => (near === undefined ? [] : [changeTo(doc, node, PREFIX + near)]),
    };
  }
  const works = field === 'Catch' ? spec.catchable : spec.retriable;
  if (works) return undefined;
  const who = field === 'Catch' ? 'catcher' : 'retrier';
  return { range: rangeOf(node), message: `'${name}' ends the execution. No ${who} sees it, not even by this name.` };
}

/** What may stand at a place in a mock file beyond what its schema knows: names of states and of responses. */
import { findNodeAtLocation, getLocation, parseTree } from 'jsonc-parser';

/** What is wanted at the cursor. `start` and `end` are the text that a choice replaces. */
export interface MockPlace {
  readonly start: number;
  readonly end: number;
  /** States of the machine of that name in AWS's file; undefined stands for the machine that a file of ours is for. */
  readonly statesOf?: { readonly machine: string | undefined };
  readonly responses?: readonly string[];
}

/** Understands half-typed text; undefined where neither states nor responses belong. */
export function mockPlaceAt(text: string, offset: number): MockPlace | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const [start, end] =
    previousNode && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length
      ? [previousNode.offset, previousNode.offset + previousNode.length]
      : [offset, offset];
  const [root, machine, cases] = path;
  if (isAtPropertyKey && root === 'mocks' && path.length === 2) return { start, end, statesOf: { machine: undefined } };
  if (root !== 'StateMachines' || cases !== 'TestCases' || path.length !== 5) return undefined;
  if (isAtPropertyKey) return { start, end, statesOf: { machine: String(machine) } };
  return { start, end, responses: responsesOf(text) };
}

function responsesOf(text: string): readonly string[] {
  const tree = parseTree(text);
  const responses = tree && findNodeAtLocation(tree, ['MockedResponses']);
  return (responses?.children ?? []).flatMap(({ children }) => {
    const name: unknown = children?.[0]?.value;
    return typeof name === 'string' ? [name] : [];
  });
}

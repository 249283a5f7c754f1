/** AWS's own codes and sentences, for the rules that know what AWS would answer. The wording is AWS's, not ours. */
import { type PropertyNode, pointerOf, type State, type StringNode, type SyntaxNode } from '#asl';
import type { AwsAnswer } from './rule.ts';

/** The answer to nearly every mistake in a field. */
export function schemaFailure(message: string, at: SyntaxNode | PropertyNode): AwsAnswer {
  return { code: 'SCHEMA_VALIDATION_FAILED', message, location: pointerOf(at) };
}

export const NO_TERMINAL_STATE: AwsAnswer = { code: 'MISSING_END_STATE', message: 'Workflow has no terminal state' };

/** AWS's sentence about a state that nothing leads to. */
export function notReachable({ name, property }: State): AwsAnswer {
  return {
    code: 'MISSING_TRANSITION_TARGET',
    message: `State "${name}" is not reachable.`,
    location: pointerOf(property),
  };
}

/** The answer to a resource that does not exist. */
export const notRecognized = (node: StringNode): AwsAnswer =>
  schemaFailure(
    `The resource provided ${node.value} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    node,
  );

/** AWS's own codes and sentences, for the rules that know what AWS would answer. The wording is AWS's, not ours. */
import { type PropertyNode, pointerOf, type State, type StringNode, type SyntaxNode } from '#asl';
import { inHashOrder } from '#asl/expressions/java-text';
import type { AwsAnswer } from './rule.ts';

/** The answer to nearly every mistake in a field. */
export function schemaFailure(message: string, at: SyntaxNode | PropertyNode): AwsAnswer {
  return { code: 'SCHEMA_VALIDATION_FAILED', message, location: pointerOf(at) };
}

/**
 * The names of fields in a sentence of AWS, which prints them as a hash set of Java holds them: every list that was
 * seen is in that order, such as `[SecondsPath, Seconds, TimestampPath, Timestamp]`. Of a field and its twin that ends
 * in `Path` the field was told first, also where the set has it otherwise.
 */
export function fieldList(names: readonly string[]): string {
  const [first, second, ...more] = names;
  const areTwins = more.length === 0 && first !== undefined && second === `${first}Path`;
  return `[${(areTwins ? names : inHashOrder(names, (name) => name)).join(', ')}]`;
}

/** The answer to an object that has more than one of such fields. */
export const onlyOneOf = (names: readonly string[], at: SyntaxNode): AwsAnswer =>
  schemaFailure(`There should only be one of the following fields: ${fieldList(names)}`, at);

/** The answer to an object that has none of such fields. */
export const noneOf = (names: readonly string[], at: SyntaxNode): AwsAnswer =>
  schemaFailure(`This object should have only one of the following fields: ${fieldList(names)}`, at);

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

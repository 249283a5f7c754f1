/** A parameter whose value is of a type that the service does not take. */
import type { ObjectNode, SyntaxNode } from '#asl';
import { type Shape, shapeTitle } from '#asl/services/shape';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { AwsAnswer, Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { VALUE_NAMES } from '../walk/value-types.ts';

export const parameterType: MachineRule = {
  code: 'parameter-type',
  severity: 'warning',
  perState: true,
  doc: `The service wants another type of value: a string, a list, an object. Where the value comes at run time, the call fails: "The value for the field 'frame_id' must be a STRING"; where it stands in the text, AWS may refuse the definition with the same words.

Wrong: \`{"FunctionName": 5}\`, \`{"Entries": {"Detail": "…"}}\`. Right: \`{"FunctionName": "5"}\`, \`{"Entries": [{"Detail": "…"}]}\`.`,
  check(ctx) {
    const found: Finding[] = [];
    for (const { call, values, mistakes } of callsOf(ctx)) {
      for (const mistake of mistakes()) {
        if (mistake.kind !== 'type') continue;
        const { node, shape, path } = mistake;
        const aws = call?.kind === 'optimized' && values ? refusal(node, shape, path, values) : undefined;
        found.push({
          range: rangeOf(node),
          message: `'${path.join('.')}' of '${call?.title}' takes ${withArticle(shapeTitle(shape))}, not ${VALUE_NAMES[node.kind]}.`,
          ...(aws && { aws }),
        });
      }
    }
    return found;
  },
};

/**
 * AWS's answer for an optimized integration, which names the field and stands at all parameters: aws/aws-cdk#12284 has it
 * of the `Size` in Batch's `ArrayProperties`. Its words for lists and objects are not known.
 */
function refusal(node: SyntaxNode, shape: Shape, path: readonly string[], at: ObjectNode): AwsAnswer | undefined {
  if (node.kind === 'object' || node.kind === 'array') return undefined;
  const isWhole = shape.kind === 'number' && shape.isInteger;
  const type = shape.kind === 'string' ? 'a STRING' : isWhole ? 'an INTEGER' : undefined;
  return type && schemaFailure(`The value for the field '${path.at(-1)}' must be ${type}`, at);
}

const withArticle = (title: string): string => `${/^[aeiou]/.test(title) ? 'an' : 'a'} ${title}`;

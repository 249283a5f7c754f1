/** Checks a call against the table: name, number and kind of the arguments, as far as the text tells. */

import { nearestName } from '../../nearest-name.ts';
import type { Range } from '../../syntax.ts';
import { formatParts } from '../intrinsic/format-parts.ts';
import { type Intrinsic, type IntrinsicParameter, type IntrinsicType, signatureOf } from '../intrinsic/intrinsic.ts';
import { findIntrinsic, INTRINSICS } from '../intrinsics/index.ts';
import type { ExpressionProblem } from '../problem.ts';
import type { IntrinsicArgument, IntrinsicCall } from './call.ts';

/** The problems of a call and of the calls in it. */
export function checkCall(call: IntrinsicCall): ExpressionProblem[] {
  const inner = call.args.flatMap((arg) => (arg.kind === 'call' ? checkCall(arg) : []));
  const row = findIntrinsic(call.name);
  if (!row) return [unknownFunction(call), ...inner];
  return [...checkCount(call, row), ...checkArguments(call, row), ...inner];
}

function unknownFunction({ name, nameRange }: IntrinsicCall): ExpressionProblem {
  const names = INTRINSICS.map((row) => row.name);
  const inNamespace = `States.${name}`;
  const near = findIntrinsic(inNamespace)?.name ?? nearestName(name, names) ?? nearestName(inNamespace, names);
  return {
    ...nameRange,
    message: `There is no intrinsic function '${name}'.${near ? ` Did you mean '${near}'?` : ''}`,
    ...(near ? { instead: [near] } : {}),
  };
}

function checkCount(call: IntrinsicCall, row: Intrinsic): ExpressionProblem[] {
  const least = row.params.filter((param) => !param.optional && !param.rest).length;
  const rest = row.params.find((param) => param.rest);
  const most = rest ? Number.POSITIVE_INFINITY : row.params.length;
  const given = call.args.length;
  if (given < least || given > most)
    return [
      {
        ...rangeOf(call),
        message: `${row.name} takes ${countOf(least, most)}, but ${given === 0 ? 'none is' : `${given} ${given === 1 ? 'is' : 'are'}`} given: ${signatureOf(row)}.`,
      },
    ];
  const counter = row.params.findIndex((param) => param.name === rest?.countedBy);
  const template = call.args[counter];
  if (template?.kind !== 'literal' || typeof template.value !== 'string') return [];
  const wanted = formatParts(template.raw).length - 1;
  const values = given - least;
  if (wanted === values) return [];
  return [
    {
      ...rangeOf(call),
      message: `The template has ${wanted} '{}', but ${values === 0 ? 'no value is' : `${values} ${values === 1 ? 'value is' : 'values are'}`} given.`,
      isOfValue: true,
    },
  ];
}

/** The arguments are to blame, or the name where there are none. */
function rangeOf(call: IntrinsicCall): Range {
  return call.args.length > 0 ? call.argumentsRange : { start: call.nameRange.start, end: call.end };
}

function countOf(least: number, most: number): string {
  if (most === 0) return 'no arguments';
  const numbers =
    most === Number.POSITIVE_INFINITY ? `at least ${least}` : least === most ? `${least}` : `${least} or ${most}`;
  return `${numbers} ${most === 1 ? 'argument' : 'arguments'}`;
}

function checkArguments(call: IntrinsicCall, row: Intrinsic): ExpressionProblem[] {
  return call.args.flatMap((arg, i) => {
    const param = row.params[Math.min(i, row.params.length - 1)];
    const message = param && argumentMistake(arg, param);
    return message
      ? [
          {
            start: arg.start,
            end: arg.end,
            message: `${message} (parameter '${param.name}' of ${row.name})`,
            isOfValue: true,
          },
        ]
      : [];
  });
}

const NAMES: Readonly<Record<IntrinsicType, string>> = {
  any: 'any value',
  array: 'an array',
  string: 'a string',
  integer: 'a number',
  number: 'a number',
  object: 'an object',
  boolean: 'true or false',
};

function argumentMistake(arg: IntrinsicArgument, param: IntrinsicParameter): string | undefined {
  if (arg.kind === 'path') return undefined;
  const type = arg.kind === 'call' ? findIntrinsic(arg.name)?.returns : typeOf(arg.value);
  if (type !== undefined && !fits(type, param.type))
    return `${NAMES[param.type].replace(/^\w/, (c) => c.toUpperCase())} is expected, but this is ${NAMES[type]}`;
  if (arg.kind === 'call') return undefined;
  const { value } = arg;
  if (param.values && !param.values.some((allowed) => allowed === value))
    return `Only ${param.values.join(', ')} ${param.values.length === 1 ? 'is' : 'are'} allowed here`;
  if (typeof value !== 'number') return undefined;
  if (param.not?.includes(value)) return `${value} is not allowed here`;
  return param.min !== undefined && value < param.min ? `The value must be at least ${param.min}` : undefined;
}

const typeOf = (value: null | boolean | number | string): IntrinsicType | undefined =>
  value === null ? undefined : (typeof value as 'boolean' | 'number' | 'string');

function fits(type: IntrinsicType, wanted: IntrinsicType): boolean {
  if (type === 'any' || wanted === 'any' || type === wanted) return true;
  const isNumber = (name: IntrinsicType): boolean => name === 'integer' || name === 'number';
  return isNumber(type) && isNumber(wanted);
}

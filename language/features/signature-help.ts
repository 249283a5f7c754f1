/** The parameters of the function whose arguments are being typed: intrinsic functions, and JSONata's own and named ones. */
import { type AslDocument, placeOf } from '#asl';
import { type CalledFunction, type CalledParameter, callAround, parameterOf } from '../expression-calls.ts';

export interface Signature {
  readonly label: string;
  /** Markdown. */
  readonly doc?: string;
  readonly parameters: readonly SignatureParameter[];
  /** Undefined where there are more arguments than parameters. */
  readonly active: number | undefined;
}

export interface SignatureParameter {
  /** Its part of the label. */
  readonly start: number;
  readonly end: number;
  readonly doc?: string;
}

/** What asks for signature help when it is typed. */
export const SIGNATURE_TRIGGERS = ['(', ','] as const;

/**
 * The signature of the innermost call around the offset.
 *
 * @example signatureHelp(doc, offset)?.label // '$substring(text: string, start: number, length?: number): string'
 */
export function signatureHelp(doc: AslDocument, offset: number): Signature | undefined {
  const expression = placeOf(doc, offset)?.expression;
  const found = expression && callAround(expression, expression.index);
  if (!found?.call.called) return undefined;
  return { ...signatureOf(found.call.called), active: parameterOf(found.call.called, found.argument) };
}

function signatureOf({ name, params, returns, doc }: CalledFunction): Omit<Signature, 'active'> {
  let label = `${name}(`;
  const parameters = params.map((param, i): SignatureParameter => {
    if (i > 0) label += ', ';
    const start = label.length;
    label += parameterText(param);
    return { start, end: label.length, ...(param.doc !== undefined && { doc: param.doc }) };
  });
  label += returns === undefined ? ')' : `): ${returns}`;
  return { label, parameters, ...(doc !== undefined && { doc }) };
}

function parameterText({ name, type, optional, rest }: CalledParameter): string {
  return `${name}${optional ? '?' : rest ? '…' : ''}${type === undefined ? '' : `: ${type}`}`;
}

/** Calls that AWS refused: what a case tells of the exception, against ours. */
import { isJsonObject, type Json, type JsonObject } from '#asl/json';
import { agrees, different } from './agreement.ts';

/** An exception as the API answers it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

const NAMES = ['exception', 'message', 'messagePrefix'];

/** True where a case says that the call was refused. */
export const isRefused = (expected: JsonObject): boolean => NAMES.some((name) => expected[name] !== undefined);

/** A recorded case tells code and message; a measured one the code or the message, or how the message begins. */
export function refusalDifference(expected: JsonObject, own: Refusal | undefined): string | undefined {
  const { exception } = expected;
  const wanted: JsonObject = isJsonObject(exception)
    ? exception
    : { ...expected, ...(exception !== undefined && { code: exception }) };
  const isSame =
    own !== undefined &&
    (wanted.code === undefined || agrees(wanted.code, own.code)) &&
    (wanted.message === undefined || agrees(wanted.message, own.message)) &&
    (typeof wanted.messagePrefix !== 'string' || own.message.startsWith(wanted.messagePrefix));
  return isSame ? undefined : different('exception', expected, own as Json | undefined);
}

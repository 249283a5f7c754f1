/** A JSON value on one line, cut to a length: what the Variables view, hovers and the console show beside a name. */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';

const PREVIEW_LENGTH = 100;

/** At most `limit` characters; what is left out is an ellipsis. Never walks more of the value than it shows. */
export function previewOf(value: Json, limit: number = PREVIEW_LENGTH): string {
  const out = { text: '', limit };
  write(value, out);
  return out.text.length > limit ? `${out.text.slice(0, limit - 1)}…` : out.text;
}

interface Out {
  text: string;
  readonly limit: number;
}

function write(value: Json, out: Out): void {
  if (typeof value === 'string')
    out.text += JSON.stringify(value.length > out.limit ? value.slice(0, out.limit) : value);
  else if (isJsonArray(value)) writeArray(value, out);
  else if (isJsonObject(value)) writeObject(value, out);
  else out.text += String(value);
}

function writeArray(items: readonly Json[], out: Out): void {
  out.text += '[';
  for (let i = 0; i < items.length; i++) {
    if (out.text.length > out.limit) return;
    if (i > 0) out.text += ', ';
    write(items[i] ?? null, out);
  }
  out.text += ']';
}

function writeObject(value: JsonObject, out: Out): void {
  out.text += '{';
  let isFirst = true;
  for (const key in value) {
    if (out.text.length > out.limit) return;
    out.text += `${isFirst ? '' : ', '}${JSON.stringify(key)}: `;
    isFirst = false;
    write(value[key] ?? null, out);
  }
  out.text += '}';
}

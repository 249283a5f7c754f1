/** The way from a value down to a part of it, as people write it behind `$name`: `.items[0]['a b']`. */
import { isJsonArray, isJsonObject, type Json } from '#asl/json';

export type ValuePath = readonly (string | number)[];

const STEP = /\.([A-Za-z_$][\w$]*)|\.`([^`]+)`|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/y;

/** The steps that a text says; undefined where it says something else. */
export function parseValuePath(text: string): ValuePath | undefined {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return undefined;
    const [, plain, ticked, index, quoted] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(plain ?? ticked ?? (quoted ?? '').replace(/\\(.)/g, '$1'));
  }
  return steps;
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What `parseValuePath` reads as these steps. */
export function valuePathText(path: ValuePath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return PLAIN_KEY.test(step) ? `.${step}` : `['${step.replace(/[\\']/g, '\\$&')}']`;
    })
    .join('');
}

/** The part of a value at a path; undefined where there is none. */
export function valueAt(value: Json | undefined, path: ValuePath): Json | undefined {
  let at = value;
  for (const step of path) {
    if (isJsonArray(at) && typeof step === 'number') at = at[step];
    else if (isJsonObject(at) && Object.hasOwn(at, String(step))) at = at[String(step)];
    else return undefined;
  }
  return at;
}

/** The cases below a folder: executions recorded on AWS and facts that others measured there, read as they lie. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, parseJson } from '#asl/json';

export interface Case {
  readonly id: string;
  readonly kind: string;
  /** The folder of a recorded case; `measured/<kind>` for a measured one. */
  readonly category: string;
  readonly corpus: 'histories' | 'measured';
  /** How sure it is that AWS answered this: `aws`, `aws-marked`, `unverified`, `emulator-text`, or high to low. */
  readonly trust: string;
  readonly json: JsonObject;
}

/** Every case in the JSON files of a folder and of the folders below it, or in one file; in the order of names. */
export function casesBelow(path: string): readonly Case[] {
  if (statSync(path).isFile()) return caseIn(path);
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return casesBelow(join(path, entry.name));
      return entry.name.endsWith('.json') ? caseIn(join(path, entry.name)) : [];
    });
}

/** The case that a file holds. Other files, such as an index, hold none. */
function caseIn(file: string): readonly Case[] {
  const json = parseJson(readFileSync(file, 'utf8')).value;
  if (!isJsonObject(json) || !isJsonObject(json.expected)) return [];
  const { id, kind, source } = json;
  if (typeof id !== 'string' || typeof kind !== 'string') return [];
  const isRecorded = isJsonObject(source) && typeof source.trust === 'string';
  return [
    {
      id,
      kind,
      category: isRecorded ? (id.split('/')[0] ?? '') : `measured/${kind}`,
      corpus: isRecorded ? 'histories' : 'measured',
      trust: isRecorded ? String(source.trust) : String(json.confidence ?? 'unknown'),
      json,
    },
  ];
}

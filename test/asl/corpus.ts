/** The labelled definitions that lie beside the project: a test's input where they are, never copied. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '#asl';

const FOLDER = new URL('../../../shared/corpus/definitions', import.meta.url).pathname;

export interface CorpusFile {
  readonly file: string;
  readonly text: string;
  readonly format: Format;
}

/** True where the definitions are on this machine. */
export const hasCorpus = existsSync(FOLDER);

/** Every definition and template, as text. */
export function corpusFiles(): CorpusFile[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|ya?ml)$/.test(file) && !file.endsWith('INDEX.json'))
    .sort()
    .map((file) => ({
      file,
      text: readFileSync(join(FOLDER, file), 'utf8'),
      format: file.endsWith('.json') ? 'json' : 'yaml',
    }));
}

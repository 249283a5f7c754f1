/** Reads the files that the commands are given, and says why one cannot be read. */
import { readFileSync, statSync } from 'node:fs';

/** The text of a file, or why there is none. */
export type FileText = { readonly text: string } | { readonly problem: string };

export function readText(file: string): FileText {
  try {
    if (statSync(file).isDirectory()) {
      return { problem: `'${file}' is a folder. Name files, for example ${file.replace(/\/+$/, '')}/*.asl.json.` };
    }
    const bytes = readFileSync(file);
    const text = utf8(bytes);
    return text === undefined ? { problem: `'${file}' is not text in UTF-8.` } : { text };
  } catch (error) {
    return { problem: `'${file}' cannot be read: ${reasonOf(error)}` };
  }
}

/** Undefined for what is no text. A byte order mark is no part of the text; editors hide it too. */
function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What the system says about a file, in a sentence. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it does not exist.';
  if (code === 'EISDIR') return 'it is a folder.';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file is in the place of a folder.';
  if (code === 'EACCES' || code === 'EPERM') return 'access is denied.';
  return message ?? String(error);
}

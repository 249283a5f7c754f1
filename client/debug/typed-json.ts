/** JSON that is being typed into a box: when the text is meant as JSON, and what keeps it from being that. */
import { parseJson } from '#asl/json';

/** What is wrong with the text; undefined when it is JSON. */
export function jsonProblem(text: string): string | undefined {
  const { problem } = parseJson(text);
  if (!problem) return undefined;
  const place = text.includes('\n') ? `line ${problem.line}, column ${problem.column}` : `column ${problem.column}`;
  return `${problem.message} (${place})`;
}

/** Whether the text begins as JSON does, rather than as the name of something to choose. */
export const beginsAsJson = (text: string): boolean => /^\s*(?:[[{"\d]|-\d|(?:true|false|null)\s*$)/.test(text);

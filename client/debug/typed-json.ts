/** JSON that is being typed into a box: when the text is meant as JSON, and what keeps it from being that. */

/** What is wrong with the text; undefined when it is JSON. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether the text begins as JSON does, rather than as the name of something to choose. */
export const beginsAsJson = (text: string): boolean => /^\s*(?:[[{"\d]|-\d|(?:true|false|null)\s*$)/.test(text);

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

/**
 * The item that Enter means. Who types fast presses it before the list has followed the text: what is active then
 * belongs to an older list, and the first item of the present one stands for the text.
 */
export function chosen<T extends { readonly alwaysShow?: boolean }>(box: {
  readonly activeItems: readonly T[];
  readonly items: readonly T[];
}): T | undefined {
  const [active] = box.activeItems;
  if (active && box.items.includes(active)) return active;
  const [first] = box.items;
  return first?.alwaysShow ? first : undefined;
}

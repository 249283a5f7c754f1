/** Elements made in one expression. Text is set as text: no markup comes from outside. */

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  content: string | readonly (Node | string | undefined)[] = [],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (name !== '') made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (typeof content === 'string') made.textContent = content;
  else made.append(...content.filter((part) => part !== undefined));
  return made;
}

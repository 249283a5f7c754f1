/** The text pieces between the `{}` of a States.Format template, with its escapes resolved. */

/** One piece more than there are `{}`: `'a {} b'` gives `['a ', ' b']`. */
export function formatParts(template: string): string[] {
  const parts = [''];
  for (let i = 0; i < template.length; i++) {
    const char = template.charAt(i);
    const next = template.charAt(i + 1);
    if (char === '\\' && next !== '' && "'{}\\".includes(next)) {
      parts[parts.length - 1] += next;
      i++;
    } else if (char === '{' && next === '}') {
      parts.push('');
      i++;
    } else parts[parts.length - 1] += char;
  }
  return parts;
}

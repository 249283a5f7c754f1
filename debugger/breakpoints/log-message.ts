/** Messages of log points: text with `{expression}` in it; `\{` and `\}` stand for braces. */

export type LogPart = { readonly text: string } | { readonly expression: string };

/**
 * The parts of a message. Braces inside an expression nest (`{$states.input.{"a": b}}`, `{{% $x %}}`), braces in
 * quotes do not count; a brace that is never closed is text.
 */
export function parseLogMessage(message: string): readonly LogPart[] {
  const parts: LogPart[] = [];
  let text = '';
  for (let i = 0; i < message.length; i++) {
    const char = message[i] ?? '';
    if (char === '\\' && /[{}\\]/.test(message[i + 1] ?? '')) {
      text += message[++i];
      continue;
    }
    const end = char === '{' ? closingBrace(message, i) : -1;
    if (end < 0) {
      text += char;
      continue;
    }
    if (text !== '') parts.push({ text });
    text = '';
    parts.push({ expression: message.slice(i + 1, end).trim() });
    i = end;
  }
  if (text !== '') parts.push({ text });
  return parts;
}

function closingBrace(message: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let i = open; i < message.length; i++) {
    const char = message[i] ?? '';
    if (quote !== '') {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return i;
  }
  return -1;
}

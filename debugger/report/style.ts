/** Colors of lines in the console, where the client paints them. The words alone always say enough. */
export type Tone = 'good' | 'bad' | 'warning';

const COLORS: Readonly<Record<Tone, number>> = { good: 32, bad: 31, warning: 33 };

/** The first line of a text in the color of a tone; the others stay as they are. */
export function styled(text: string, tone: Tone | undefined, isPainted: boolean): string {
  if (!tone || !isPainted) return text;
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  return `\u001b[${COLORS[tone]}m${first}\u001b[0m${end < 0 ? '' : text.slice(end)}`;
}

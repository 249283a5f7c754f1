/**
 * A piece of the picture under a key that stays the same from one picture to the next. The export writes the pieces
 * out one after the other; the preview replaces only those whose text changed, so that focus and hover survive.
 */
export interface Part {
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What the part draws itself, as SVG text. */
  readonly own: string;
  readonly children: readonly Part[];
}

export function part(key: string, attributes: Part['attributes'], own = '', children: readonly Part[] = []): Part {
  return { key, attributes, own, children };
}

/** The text of a part and all in it. */
export function partText({ attributes, own, children }: Part): string {
  return `<g${attributesText(attributes)}>${own}${children.map(partText).join('')}</g>`;
}

/** Attributes as they stand in a tag, with a blank before each. */
export function attributesText(attributes: Part['attributes']): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** All that is none of the characters that XML 1.0 allows, half a surrogate pair among it. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text for use in XML; characters that XML forbids are shown as the replacement character. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '').replace(FORBIDDEN, '\ufffd');
}

/** A number as short as it can be written. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A line of text as an element; nothing for an empty text. */
export function textAt(text: string, x: number, y: number, name: string): string {
  return text ? `<text class="${name}" x="${num(x)}" y="${num(y)}">${escapeXml(text)}</text>` : '';
}

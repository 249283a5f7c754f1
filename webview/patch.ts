/**
 * Brings the picture on screen in line with a new one, part by part: a part whose text is as it was keeps its
 * element, and with it focus, hover and scroll. Keys say which part is which.
 */
import type { Part } from '#graph';

const SVG = 'http://www.w3.org/2000/svg';

interface Shown {
  readonly element: SVGGElement;
  attributes: Readonly<Record<string, string>>;
  own: string;
  ownNodes: readonly Node[];
  children: ReadonlyMap<string, Shown>;
}

/** The picture on screen. `show` may be called as often as wanted; it touches only what changed. */
export interface LivePicture {
  show(part: Part): void;
  clear(): void;
}

export function livePicture(parent: SVGGElement): LivePicture {
  let shown: Shown | undefined;
  return {
    show(part) {
      if (!shown) {
        shown = blank();
        parent.replaceChildren(shown.element);
      }
      update(shown, part);
    },
    clear() {
      parent.replaceChildren();
      shown = undefined;
    },
  };
}

function blank(): Shown {
  const element = document.createElementNS(SVG, 'g');
  return { element, attributes: {}, own: '', ownNodes: [], children: new Map() };
}

function update(shown: Shown, part: Part): void {
  updateAttributes(shown, part.attributes);
  if (part.own !== shown.own) replaceOwn(shown, part.own);
  updateChildren(shown, part.children);
}

function updateAttributes(shown: Shown, wanted: Part['attributes']): void {
  for (const name of Object.keys(shown.attributes)) if (!(name in wanted)) shown.element.removeAttribute(name);
  for (const [name, value] of Object.entries(wanted)) {
    if (shown.attributes[name] !== value) shown.element.setAttribute(name, value);
  }
  shown.attributes = wanted;
}

function replaceOwn(shown: Shown, own: string): void {
  const parsed = document.createElementNS(SVG, 'g');
  parsed.innerHTML = own;
  const nodes = [...parsed.childNodes];
  for (const node of shown.ownNodes) node.parentNode?.removeChild(node);
  shown.element.prepend(...nodes);
  shown.own = own;
  shown.ownNodes = nodes;
}

function updateChildren(shown: Shown, parts: readonly Part[]): void {
  const children = new Map<string, Shown>();
  let place: Node | null =
    shown.ownNodes.at(-1)?.nextSibling ?? (shown.ownNodes.length === 0 ? shown.element.firstChild : null);
  for (const part of parts) {
    const child = shown.children.get(part.key) ?? blank();
    children.set(part.key, child);
    // Moving an element takes the focus from what is in it, so only what is out of place moves.
    if (child.element === place) place = place.nextSibling;
    else shown.element.insertBefore(child.element, place);
    update(child, part);
  }
  for (const [key, child] of shown.children) if (!children.has(key)) child.element.remove();
  shown.children = children;
}

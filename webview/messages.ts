/** What the preview accepts from the extension. A message of another shape is dropped, not half believed. */
import type { PreviewState, ToPreview } from '#protocol';

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isMaybeText = (value: unknown): boolean => value === undefined || isText(value);
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const SHAPES: Readonly<Record<ToPreview['type'], (message: Fields) => boolean>> = {
  show: ({ uri, title, scene }) => isText(uri) && isText(title) && isObject(scene) && isScope(scene.root),
  stale: ({ message }) => isText(message),
  empty: ({ message }) => isText(message),
  cursor: ({ pointer, reveal }) => isMaybeText(pointer) && typeof reveal === 'boolean',
  run: ({ overlay }) => overlay === undefined || isOverlay(overlay),
  breakpoints: ({ pointers }) => Array.isArray(pointers) && pointers.every(isText),
  problems: ({ marks }) => isObject(marks),
  command: ({ command }) => ['fit', 'zoom-in', 'zoom-out'].includes(String(command)),
};

/** The message, when it is one; undefined for anything else that may arrive in a window. */
export function readMessage(data: unknown): ToPreview | undefined {
  if (!isObject(data) || !isText(data.type) || !Object.hasOwn(SHAPES, data.type)) return undefined;
  return SHAPES[data.type as ToPreview['type']](data) ? (data as unknown as ToPreview) : undefined;
}

function isScope(value: unknown): boolean {
  if (!isObject(value) || !isText(value.id) || !isMaybeText(value.start)) return false;
  const { nodes, edges } = value;
  return Array.isArray(nodes) && Array.isArray(edges) && nodes.every(isNode) && edges.every(isEdge);
}

function isNode(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { id, name, type, detail, badges, scopes } = value;
  return (
    [id, name, type, detail].every(isText) && Array.isArray(badges) && Array.isArray(scopes) && scopes.every(isScope)
  );
}

function isEdge(value: unknown): boolean {
  return isObject(value) && [value.id, value.from, value.to, value.kind, value.label, value.tooltip].every(isText);
}

function isOverlay(value: unknown): boolean {
  return isObject(value) && isText(value.status) && [value.states, value.edges, value.maps].every(isObject);
}

/** What the preview kept the last time; undefined when it kept nothing or nothing of use. */
export function readState(value: unknown): PreviewState | undefined {
  if (!isObject(value) || !isText(value.uri)) return undefined;
  const numbers = [value.scale, value.x, value.y].every((number) => Number.isFinite(number));
  return numbers && isMaybeText(value.current) ? (value as unknown as PreviewState) : undefined;
}

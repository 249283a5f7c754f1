/** What the extension accepts from the preview's page. A message of another shape is dropped. */
import type { FromPreview } from '#protocol';

/** The message, when it is one. */
export function readFromPreview(data: unknown): FromPreview | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, pointer, focus } = data as { readonly [key: string]: unknown };
  switch (type) {
    case 'ready':
    case 'export':
      return { type };
    case 'reveal':
      return typeof pointer === 'string' && typeof focus === 'boolean' ? { type, pointer, focus } : undefined;
    case 'toggle-breakpoint':
      return typeof pointer === 'string' ? { type, pointer } : undefined;
    default:
      return undefined;
  }
}

/** The document that a page of an earlier window showed. */
export function uriInState(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { uri } = state as { readonly uri?: unknown };
  return typeof uri === 'string' ? uri : undefined;
}

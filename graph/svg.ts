/** A scene as the text of an SVG file that stands alone: colors resolved, no scripts, nothing from the network. */
import { layoutScene } from './layout/layout.ts';
import type { GraphOverlay } from './overlay.ts';
import type { Scene } from './scene.ts';
import { DARK, LIGHT } from './svg/palette.ts';
import { attributesText, escapeXml, partText } from './svg/part.ts';
import { MARGIN, pictureOf } from './svg/picture.ts';
import { graphStyle } from './svg/style.ts';

export interface SvgOptions {
  readonly theme?: 'light' | 'dark';
  /** Named in the file's title; the machine's comment is its description. */
  readonly title?: string;
  readonly overlay?: GraphOverlay;
}

/**
 * The picture of a machine as an SVG file.
 *
 *     const svg = renderSvg(buildScene(machine), { theme: 'dark', title: 'order.asl.json' });
 */
export function renderSvg(scene: Scene, options: SvgOptions = {}): string {
  const placed = layoutScene(scene);
  const width = placed.width + 2 * MARGIN;
  const height = placed.height + 2 * MARGIN;
  const title = options.title ?? 'State machine';
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'sw-graph',
    width: String(width),
    height: String(height),
    viewBox: `0 0 ${width} ${height}`,
    role: 'tree',
    'aria-label': title,
  };
  const picture = pictureOf(placed, options.overlay ? { overlay: options.overlay } : {});
  return [
    `<svg${attributesText(attributes)}>`,
    `<title>${escapeXml(title)}</title>`,
    scene.comment ? `<desc>${escapeXml(scene.comment)}</desc>` : '',
    `<style>${graphStyle(options.theme === 'dark' ? DARK : LIGHT)}</style>`,
    '<rect class="canvas" width="100%" height="100%"/>',
    partText(picture),
    '</svg>\n',
  ].join('\n');
}

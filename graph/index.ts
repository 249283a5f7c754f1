/** What a machine looks like: scene, layout, SVG text. Pure. */
export { buildScene } from './build-scene.ts';
export { LayoutCache, layoutScene } from './layout/layout.ts';
export type * from './layout/placed.ts';
export { renderMermaid } from './mermaid.ts';
export * from './overlay.ts';
export * from './scene.ts';
export { VSCODE } from './svg/palette.ts';
export type { Part } from './svg/part.ts';
export { MARGIN, type PictureOptions, pictureOf } from './svg/picture.ts';
export { graphStyle } from './svg/style.ts';
export { renderSvg, type SvgOptions } from './svg.ts';

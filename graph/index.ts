/** What a machine looks like: scene, layout, SVG text. Pure. */
export { buildScene } from './build-scene.ts';
export * from './scene.ts';

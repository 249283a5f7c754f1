/** What a machine looks like: scene, layout, SVG text. Pure. */
export * from './scene.ts';

/** `stepwright graph`: the picture of a state machine as SVG, as a Mermaid diagram, or as the data of the picture. */
import { basename } from 'node:path';
import { buildScene, renderMermaid, renderSvg, type Scene } from '#graph';
import { machineOf, readDefinition } from '../definition-text.ts';

export interface GraphOptions {
  readonly format: 'svg' | 'mermaid' | 'json';
  readonly theme: 'light' | 'dark';
}

type Render = (scene: Scene, file: string, options: GraphOptions) => string;

const RENDERERS: Readonly<Record<GraphOptions['format'], Render>> = {
  svg: (scene, file, { theme }) => renderSvg(scene, { theme, title: basename(file) }),
  mermaid: renderMermaid,
  json: (scene) => JSON.stringify(scene, null, 2),
};

/** Prints the picture of what can be known of the definition, also where it has mistakes. */
export function graph(file: string, options: GraphOptions): number {
  const text = RENDERERS[options.format](buildScene(machineOf(readDefinition(file))), file, options);
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return 0;
}

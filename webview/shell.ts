/** The elements around the graph: stage, toolbar, banner, help and the live region. Built once; no markup from outside. */
import { HELP } from './keyboard.ts';

const SVG = 'http://www.w3.org/2000/svg';

export interface Shell {
  readonly stage: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly world: SVGGElement;
  readonly banner: HTMLElement;
  readonly empty: HTMLElement;
  readonly help: HTMLElement;
  readonly live: HTMLElement;
  readonly level: HTMLButtonElement;
  readonly buttons: Readonly<Record<Tool, HTMLButtonElement>>;
}

export type Tool = 'zoom-out' | 'zoom-in' | 'fit' | 'export' | 'help';

const TOOLS: Readonly<Record<Tool, readonly [title: string, icon: string]>> = {
  'zoom-out': ['Zoom out (−)', 'M3.5 8h9'],
  'zoom-in': ['Zoom in (+)', 'M3.5 8h9M8 3.5v9'],
  fit: [
    'Show the whole graph (0)',
    'M2.5 6V3.5a1 1 0 0 1 1-1H6M10 2.5h2.5a1 1 0 0 1 1 1V6M13.5 10v2.5a1 1 0 0 1-1 1H10M6 13.5H3.5a1 1 0 0 1-1-1V10',
  ],
  export: ['Export the graph (e)', 'M8 10V2.5M5 5l3-3 3 3M2.5 9.5v3a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3'],
  help: ['Keys (?)', 'M6 6.25a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M8 12v.1'],
};

export function buildShell(body: HTMLElement): Shell {
  const svg = document.createElementNS(SVG, 'svg');
  svg.classList.add('sw-graph');
  svg.setAttribute('role', 'tree');
  svg.setAttribute('aria-label', 'State machine');
  const world = document.createElementNS(SVG, 'g');
  svg.append(world);
  const stage = element('div', 'stage');
  stage.append(svg);
  const banner = element('div', 'banner stale', { role: 'status' });
  const empty = element('div', 'empty-page');
  const help = helpBox();
  const live = element('div', 'visually-hidden', { 'aria-live': 'polite', role: 'log' });
  const level = document.createElement('button');
  level.className = 'level';
  level.title = 'Actual size (1)';
  const buttons = {
    'zoom-out': toolButton('zoom-out'),
    'zoom-in': toolButton('zoom-in'),
    fit: toolButton('fit'),
    export: toolButton('export'),
    help: toolButton('help'),
  };
  buttons.help.setAttribute('aria-expanded', 'false');
  const toolbar = element('div', 'toolbar', { role: 'toolbar', 'aria-label': 'Graph' });
  toolbar.append(buttons['zoom-out'], level, buttons['zoom-in'], buttons.fit, buttons.export, buttons.help);
  for (const part of [banner, empty, help]) part.hidden = true;
  body.replaceChildren(stage, empty, banner, toolbar, help, live);
  return { stage, svg, world, banner, empty, help, live, level, buttons };
}

function element(tag: string, name: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function toolButton(tool: Tool): HTMLButtonElement {
  const [title, icon] = TOOLS[tool];
  const button = document.createElement('button');
  button.title = title;
  button.setAttribute('aria-label', title.replace(/ \(.*\)$/, ''));
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', icon);
  svg.append(path);
  button.append(svg);
  return button;
}

function helpBox(): HTMLElement {
  const box = element('div', 'help', { role: 'region', 'aria-label': 'Keys' });
  const title = document.createElement('h2');
  title.textContent = 'Keys';
  const list = document.createElement('dl');
  for (const [keys, text] of HELP) {
    const term = document.createElement('dt');
    term.textContent = keys;
    const description = document.createElement('dd');
    description.textContent = text;
    list.append(term, description);
  }
  box.append(title, list);
  return box;
}

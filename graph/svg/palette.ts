/**
 * The colors of the picture by their use. In the editor each is a theme variable of VS Code; an exported file
 * carries the values of the default light or dark theme instead, since other viewers know neither.
 */

export interface Palette {
  readonly canvas: string;
  readonly node: string;
  /** The outline of a state. */
  readonly border: string;
  /** Lines inside a state and around labels, which say nothing alone. */
  readonly rule: string;
  readonly text: string;
  readonly muted: string;
  readonly edge: string;
  /** A line that the run did not take: solid, since lines lie upon each other. */
  readonly faint: string;
  readonly focus: string;
  readonly selected: string;
  readonly hover: string;
  readonly passed: string;
  readonly failed: string;
  readonly running: string;
  readonly waiting: string;
  readonly retried: string;
  readonly stoppedFill: string;
  readonly stopped: string;
  readonly breakpoint: string;
  readonly error: string;
  readonly warning: string;
  readonly font: string;
}

export const LIGHT: Palette = {
  canvas: '#ffffff',
  node: '#f8f8f8',
  border: '#949494',
  rule: '#d0d0d0',
  text: '#3b3b3b',
  muted: '#5f6a72',
  edge: '#8a8f94',
  faint: '#cacdcf',
  focus: '#005fb8',
  selected: '#e8f1fb',
  hover: '#f0f0f0',
  passed: '#2e7d32',
  failed: '#c62828',
  running: '#2e7d32',
  waiting: '#1a6fb5',
  retried: '#b35900',
  stoppedFill: '#fff8c5',
  stopped: '#996f00',
  breakpoint: '#e51400',
  error: '#c62828',
  warning: '#986801',
  font: "-apple-system, 'Segoe UI', system-ui, Ubuntu, 'Helvetica Neue', Arial, sans-serif",
};

export const DARK: Palette = {
  ...LIGHT,
  canvas: '#1f1f1f',
  node: '#2a2a2b',
  border: '#76767a',
  rule: '#4a4a4c',
  text: '#d4d4d4',
  muted: '#a0a4a8',
  edge: '#7f8388',
  faint: '#4a4c4e',
  focus: '#4daafc',
  selected: '#04395e',
  hover: '#313132',
  passed: '#73c991',
  failed: '#f48771',
  running: '#89d185',
  waiting: '#75beff',
  retried: '#d18616',
  stoppedFill: '#4b4a26',
  stopped: '#ffcc00',
  breakpoint: '#f14c4c',
  error: '#f48771',
  warning: '#cca700',
};

/** The host sets --sw-edge-color where the theme's indent guide is strong enough to be seen. */
const EDGE = 'var(--sw-edge-color, var(--vscode-descriptionForeground))';

/** The theme variables of VS Code, each with what stands in where a theme leaves it out. */
export const VSCODE: Palette = {
  canvas: 'var(--vscode-editor-background)',
  node: 'var(--vscode-editorWidget-background, var(--vscode-editor-background))',
  // The host sets --sw-border-color where the theme's own border is too faint to be seen.
  border: 'var(--vscode-contrastBorder, var(--sw-border-color, var(--vscode-editorWidget-border)))',
  rule: 'var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-editor-foreground) 22%, var(--vscode-editor-background)))',
  text: 'var(--vscode-editor-foreground)',
  muted: 'var(--vscode-descriptionForeground)',
  edge: EDGE,
  faint: `color-mix(in srgb, ${EDGE} 45%, var(--vscode-editor-background))`,
  focus: 'var(--vscode-focusBorder)',
  selected: 'var(--vscode-list-activeSelectionBackground)',
  hover: 'var(--vscode-list-hoverBackground)',
  // The host sets the --sw- ones, which can be seen where the theme's green, red and orange cannot.
  passed: 'var(--sw-passed-color, var(--vscode-testing-iconPassed))',
  failed: 'var(--sw-failed-color, var(--vscode-testing-iconFailed))',
  running: 'var(--vscode-debugIcon-startForeground, var(--vscode-testing-iconPassed))',
  waiting: 'var(--vscode-charts-blue)',
  retried: 'var(--sw-retried-color, var(--vscode-charts-orange))',
  stoppedFill: 'var(--vscode-editor-stackFrameHighlightBackground)',
  stopped: 'var(--vscode-debugIcon-breakpointCurrentStackframeForeground)',
  breakpoint: 'var(--vscode-debugIcon-breakpointForeground)',
  error: 'var(--vscode-editorError-foreground)',
  warning: 'var(--vscode-editorWarning-foreground)',
  font: 'var(--vscode-font-family, system-ui, sans-serif)',
};

/**
 * The colors of lines, outlines and signs: the theme's own where they can be seen well (3:1), else one that can. Only
 * the running page knows the theme's values, so this is decided here and again whenever the theme changes.
 */

const ENOUGH = 3;

/**
 * What signs may be painted with, the best first. Light themes have the green of the dark ones for tests, and a darker one
 * at the button that starts a session; orange is translucent in VS Code's own themes, and high contrast has none, nor red.
 */
const SIGNS = {
  '--sw-passed-color': ['testing-iconPassed', 'debugIcon-startForeground'],
  '--sw-failed-color': ['testing-iconFailed', 'editorError-foreground', 'errorForeground'],
  '--sw-retried-color': ['charts-orange', 'editorWarning-foreground', 'charts-yellow'],
} as const;

/**
 * Sets `--sw-edge-color`, `--sw-border-color` and the colors of signs to what can be seen in this theme, and keeps them
 * right.
 */
export function followTheme(root: HTMLElement, body: HTMLElement): void {
  const choose = (): void => {
    const style = getComputedStyle(root);
    const value = (name: string): string => style.getPropertyValue(`--vscode-${name}`).trim();
    const guides = ['editorIndentGuide-activeBackground1', 'editorIndentGuide-activeBackground'];
    const edge = value(seenOf(guides, value) ?? 'descriptionForeground');
    setProperty(root, '--sw-edge-color', edge);
    setProperty(root, '--sw-border-color', seenOf(['editorWidget-border'], value) ? '' : edge);
    for (const [sign, names] of Object.entries(SIGNS))
      setProperty(root, sign, value(seenOf(names, value) ?? 'editor-foreground'));
  };
  choose();
  new MutationObserver(choose).observe(body, { attributes: true, attributeFilter: ['class'] });
}

/** The first of the theme's colors that stands out from the background of the editor. */
export function seenOf(names: readonly string[], value: (name: string) => string): string | undefined {
  const canvas = value('editor-background');
  return names.find((name) => contrast(value(name), canvas) >= ENOUGH);
}

function setProperty(root: HTMLElement, name: string, value: string): void {
  if (root.style.getPropertyValue(name) === value) return;
  if (value) root.style.setProperty(name, value);
  else root.style.removeProperty(name);
}

/** The contrast ratio of two opaque colors in hexadecimal notation; 0 when one cannot be read. */
export function contrast(a: string, b: string): number {
  const [first, second] = [luminance(a), luminance(b)];
  if (first === undefined || second === undefined) return 0;
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function luminance(color: string): number | undefined {
  const long = color.replace(/^#([\da-f])([\da-f])([\da-f])$/i, '#$1$1$2$2$3$3');
  const channels = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(long);
  if (!channels) return undefined;
  const [red = 0, green = 0, blue = 0] = channels.slice(1).map((hex) => {
    const share = Number.parseInt(hex, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

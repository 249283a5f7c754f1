/** A scene as the text of a Mermaid state diagram, for README files and wikis. */
import type { Scene, SceneScope } from './scene.ts';

/**
 * The machine as a Mermaid `stateDiagram-v2`. States get short ids, since their names may hold any character.
 *
 *     const text = renderMermaid(buildScene(machine));
 */
export function renderMermaid(scene: Scene): string {
  const ids = new Map<string, string>();
  return `${['stateDiagram-v2', ...scopeLines(scene.root, ids, '  ')].join('\n')}\n`;
}

function scopeLines(scope: SceneScope, ids: Map<string, string>, indent: string): string[] {
  for (const { id } of scope.nodes) ids.set(id, `s${ids.size + 1}`);
  const idOf = (id: string): string => ids.get(id) ?? '';
  const lines: string[] = [];
  for (const node of scope.nodes) {
    const id = idOf(node.id);
    if (node.type === 'Choice') lines.push(`state "${quoted(node.name)}" as ${id}`);
    else lines.push(`state "${quoted(node.name)}" as ${id}${node.scopes.length > 0 ? ' {' : ''}`);
    if (node.scopes.length === 0 || node.type === 'Choice') continue;
    for (const [index, inner] of node.scopes.entries()) {
      if (index > 0) lines.push('  --');
      lines.push(...scopeLines(inner, ids, '  '));
    }
    lines.push('}');
  }
  if (scope.start !== undefined) lines.push(`[*] --> ${idOf(scope.start)}`);
  for (const { from, to, label, kind } of scope.edges) {
    const text = kind === 'catch' ? `catch ${label}` : label;
    lines.push(`${idOf(from)} --> ${idOf(to)}${text ? ` : ${labelText(text)}` : ''}`);
  }
  for (const node of scope.nodes) if (node.terminal) lines.push(`${idOf(node.id)} --> [*]`);
  return lines.map((line) => indent + line);
}

/** Mermaid has no escape for a quote in a name; it reads entities in the form `#quot;`. */
const quoted = (text: string): string => text.replace(/#/g, '#35;').replace(/"/g, '#quot;').replace(/\s+/g, ' ');

const labelText = (text: string): string =>
  quoted(text).replace(/[;:{}]/g, (character) => `#${character.charCodeAt(0)};`);

/**
 * JSON values as text of a document: laid out with its indentation, and in YAML without the quotes that nothing needs.
 * Values come in as JSON text, which may hold snippet placeholders (`${1:name}`); they are kept as they are.
 */
import { type Format, type ObjectNode, parseAsl, type StringStyle, type SyntaxNode } from '#asl';

export interface ValueLayout {
  readonly format: Format;
  /** One level of indentation. */
  readonly unit: string;
  /** The indentation of the line on which the value begins. */
  readonly indent: string;
  readonly lineBreak: string;
  /** Everything on one line, with brackets. */
  readonly inline: boolean;
}

/** The text of a value. In YAML a block begins with a line break, everything else with the value itself. */
export function valueText(json: string, layout: ValueLayout): string {
  const { root } = parseAsl(json, 'json');
  return root ? new Printer(json, layout).value(root, layout.indent) : json;
}

class Printer {
  private readonly source: string;
  private readonly layout: ValueLayout;

  constructor(source: string, layout: ValueLayout) {
    this.source = source;
    this.layout = layout;
  }

  value(node: SyntaxNode, indent: string): string {
    if (node.kind === 'object') return this.object(node, indent);
    if (node.kind === 'array') return this.array(node.items, indent);
    return this.scalar(node);
  }

  private object(node: ObjectNode, indent: string): string {
    const { properties } = node;
    const { format, inline, lineBreak, unit } = this.layout;
    if (properties.length === 0) {
      // What stands between the braces is a tab stop of a snippet.
      const inside = this.source.slice(node.start + 1, node.end - 1).trim();
      return inside && format === 'json' && !inline
        ? `{${lineBreak}${indent}${unit}${inside}${lineBreak}${indent}}`
        : `{${inside}}`;
    }
    const inner = indent + unit;
    const lines = properties.map(({ key, value }) => {
      // A tab stop of a snippet in the place of members.
      if (key.style === 'plain' && !value) return key.value;
      const name = this.scalar(key);
      const text = value ? this.value(value, inner) : '';
      return `${name}:${text.startsWith('\n') || text.startsWith('\r') ? '' : ' '}${text}`;
    });
    if (inline) return `{ ${lines.join(', ')} }`;
    if (format === 'yaml') return lines.map((line) => lineBreak + inner + line).join('');
    return `{${lines.map((line) => lineBreak + inner + line).join(',')}${lineBreak}${indent}}`;
  }

  private array(items: readonly SyntaxNode[], indent: string): string {
    const { format, inline, lineBreak, unit } = this.layout;
    const scalars = items.every(({ kind }) => kind !== 'object' && kind !== 'array');
    if (inline || scalars) return `[${items.map((item) => this.value(item, indent)).join(', ')}]`;
    const inner = indent + unit;
    if (format === 'json') {
      const lines = items.map((item) => lineBreak + inner + this.value(item, inner));
      return `[${lines.join(',')}${lineBreak}${indent}]`;
    }
    // The first member of a mapping stands behind its dash, the others below it.
    return items
      .map((item) => `${lineBreak}${inner}- ${this.value(item, `${inner}  `.slice(unit.length)).trimStart()}`)
      .join('');
  }

  private scalar(node: SyntaxNode): string {
    const raw = this.source.slice(node.start, node.end);
    if (this.layout.format === 'json' || node.kind !== 'string') return raw;
    const choices = /^\$\{\d+\|(.*)\|\}$/.exec(node.value)?.[1]?.split(',');
    const shown = choices ?? [node.value.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\\\$/g, '$')];
    return shown.every((text) => isPlain(text, this.layout.inline)) ? raw.slice(1, -1).replace(/\\\\/g, '\\') : raw;
  }
}

/** A string as it may be written without quotes in YAML, in a block or in brackets. */
export function isPlain(value: string, inFlow: boolean): boolean {
  if (!/^[A-Za-z_$./(][^\t\n\r"'`]*$/.test(value)) return false;
  if (/^(?:true|false|null|yes|no|on|off|y|n|~)$/i.test(value)) return false;
  if (/: |:$| #|\s$/.test(value)) return false;
  if (/^\.\d|^\.(?:inf|nan)$/i.test(value)) return false;
  return !(inFlow && /[,[\]{}]/.test(value));
}

/** A string in a given style, or in double quotes where the style cannot hold it. */
export function stringText(value: string, style: StringStyle, inFlow = false): string {
  if (style === 'single' && !/[\n\r]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style !== 'double' && style !== 'single' && isPlain(value, inFlow)) return value;
  return JSON.stringify(value);
}

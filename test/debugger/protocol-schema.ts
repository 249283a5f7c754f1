/**
 * The Debug Adapter Protocol as JSON Schema, read from the type declarations that the protocol's package ships: it
 * has no schema file. Closed objects: a member that the protocol does not know is a mistake.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Schema = { readonly [key: string]: unknown };

interface Member {
  readonly isOptional: boolean;
  readonly schema: Schema;
}

interface Shape {
  readonly base: string | undefined;
  readonly members: Map<string, Member>;
  readonly values: Schema | undefined;
}

/** The schemas of all declared interfaces and types by name. */
export function protocolSchemas(): Readonly<Record<string, Schema>> {
  const file = createRequire(import.meta.url).resolve('@vscode/debugprotocol/lib/debugProtocol.d.ts');
  return new Declarations(readFileSync(file, 'utf8')).schemas();
}

class Declarations {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
    this.#tokens = code.match(/'[^']*'|[A-Za-z_$][\w$]*|[{}[\]():;|?,=]/g) ?? [];
  }

  schemas(): Record<string, Schema> {
    const shapes = new Map<string, Shape>();
    const schemas: Record<string, Schema> = {};
    while (this.#at < this.#tokens.length) {
      const token = this.#take();
      if (token === 'interface') {
        const name = this.#take();
        const base = this.#optional('extends') ? this.#take() : undefined;
        shapes.set(name, { base, ...this.#members() });
      } else if (token === 'type' && this.#tokens[this.#at + 1] === '=') {
        const name = this.#take();
        this.#expect('=');
        schemas[name] = this.#type();
      }
    }
    for (const [name, shape] of shapes) schemas[name] = objectSchema(withBases(shape, shapes));
    return schemas;
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #take(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  #optional(token: string): boolean {
    const isThere = this.#peek() === token;
    if (isThere) this.#at++;
    return isThere;
  }

  #expect(token: string): void {
    const found = this.#take();
    if (found !== token) throw new Error(`The declarations have '${found}' where '${token}' was expected.`);
  }

  #members(): { members: Map<string, Member>; values: Schema | undefined } {
    const members = new Map<string, Member>();
    let values: Schema | undefined;
    this.#expect('{');
    while (this.#peek() !== '}') {
      if (this.#peek() === '[') {
        while (this.#take() !== ']');
        this.#expect(':');
        values = this.#type();
      } else {
        const name = this.#take();
        const isOptional = this.#optional('?');
        this.#expect(':');
        members.set(name, { isOptional, schema: this.#type() });
      }
      this.#optional(';');
    }
    this.#expect('}');
    return { members, values };
  }

  #type(): Schema {
    const options = [this.#postfix()];
    while (this.#peek() === '|') {
      this.#take();
      options.push(this.#postfix());
    }
    const [only] = options;
    return options.length === 1 && only ? only : { anyOf: options };
  }

  #postfix(): Schema {
    let schema = this.#primary();
    while (this.#peek() === '[') {
      this.#expect('[');
      this.#expect(']');
      schema = { type: 'array', items: schema };
    }
    return schema;
  }

  #primary(): Schema {
    const token = this.#peek();
    if (token === '{') return objectSchema(this.#members());
    this.#take();
    if (token === '(') {
      const inner = this.#type();
      this.#expect(')');
      return inner;
    }
    if (token.startsWith("'")) return { const: token.slice(1, -1) };
    if (token === 'any') return {};
    if (['string', 'number', 'boolean', 'null', 'object'].includes(token)) return { type: token };
    return { $ref: `#/definitions/${token}` };
  }
}

function withBases(shape: Shape, shapes: ReadonlyMap<string, Shape>): Shape {
  const base = shape.base === undefined ? undefined : shapes.get(shape.base);
  if (!base) return shape;
  const inherited = withBases(base, shapes);
  return {
    ...shape,
    members: new Map([...inherited.members, ...shape.members]),
    values: shape.values ?? inherited.values,
  };
}

function objectSchema({ members, values }: Pick<Shape, 'members' | 'values'>): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries([...members].map(([name, { schema }]) => [name, schema])),
    required: [...members].flatMap(([name, { isOptional }]) => (isOptional ? [] : [name])),
    additionalProperties: values ?? false,
  };
}

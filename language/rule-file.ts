/**
 * The file of a workspace that weighs rules for everybody who works on it, `.stepwright.json`: the editor and the
 * command line read the same one, the nearest above a definition. Broken parts of it count for nothing and are reported.
 */
import { type ObjectNode, type PropertyNode, parseAsl, type Range, type SyntaxNode } from '#asl';
import { nearestName } from '#asl/nearest-name';
import { rangeOf } from './anchor.ts';
import type { MachineType, Weight } from './rule.ts';
import { RULES } from './rules/index.ts';
import { quotedList } from './words.ts';

export const RULE_FILE_NAME = '.stepwright.json';

/** What the file says of a definition. */
export interface RuleFileSettings {
  readonly severities: Readonly<Record<string, Weight>>;
  readonly machineType: MachineType | undefined;
}

export interface RuleFileProblem {
  readonly range: Range;
  readonly message: string;
}

export interface RuleFile {
  /** What holds for a definition, named by its path from the folder of the file, with slashes. */
  readonly settingsFor: (path: string) => RuleFileSettings;
  readonly problems: readonly RuleFileProblem[];
}

const WEIGHTS: readonly Weight[] = ['error', 'warning', 'information', 'hint', 'off'];
const MACHINE_TYPES: readonly MachineType[] = ['STANDARD', 'EXPRESS'];

interface Section extends RuleFileSettings {
  /** Undefined for what holds for all files. */
  readonly files: readonly RegExp[] | undefined;
}

/** Reads the text of a rule file. Never throws. */
export function parseRuleFile(text: string): RuleFile {
  const reader = new Reader();
  const { root, problems } = parseAsl(text, 'json');
  for (const { start, end, message } of problems) reader.problems.push({ range: { start, end }, message });
  const sections = reader.sections(root);
  return {
    problems: reader.problems,
    settingsFor: (path) => {
      const meant = sections.filter(({ files }) => !files || files.some((pattern) => pattern.test(path)));
      return {
        severities: Object.assign({}, ...meant.map(({ severities }) => severities)),
        machineType: meant.reduce<MachineType | undefined>((last, { machineType }) => machineType ?? last, undefined),
      };
    },
  };
}

class Reader {
  readonly problems: RuleFileProblem[] = [];

  sections(root: SyntaxNode | undefined): Section[] {
    const object = this.object(root, 'This file');
    if (!object) return [];
    const members = this.members(object, ['$schema', 'machineType', 'overrides', 'severities']);
    const overrides = members.get('overrides')?.value;
    if (overrides && overrides.kind !== 'array') this.report(overrides, "'overrides' must be a list.");
    const items = overrides?.kind === 'array' ? overrides.items : [];
    return [this.section(members, undefined), ...items.flatMap((item) => this.override(item) ?? [])];
  }

  private override(node: SyntaxNode): Section | undefined {
    const object = this.object(node, "An entry of 'overrides'");
    if (!object) return undefined;
    const members = this.members(object, ['files', 'machineType', 'severities']);
    const files = members.get('files')?.value;
    const patterns = files?.kind === 'array' ? files.items : [];
    if (patterns.length === 0) {
      this.report(
        files ?? { start: object.start, end: object.start + 1 },
        'An override needs \'files\', a list such as ["orders/**"].',
      );
      return undefined;
    }
    const texts = patterns.flatMap((item) => {
      if (item.kind === 'string') return [item.value];
      this.report(item, "An entry of 'files' must be a string.");
      return [];
    });
    return this.section(members, texts.map(patternOf));
  }

  private section(members: ReadonlyMap<string, PropertyNode>, files: readonly RegExp[] | undefined): Section {
    const type = members.get('machineType')?.value;
    const machineType = MACHINE_TYPES.find((name) => type?.kind === 'string' && type.value === name);
    if (type && !machineType) this.report(type, `'machineType' must be ${quotedList(MACHINE_TYPES, 'or')}.`);
    return { files, machineType, severities: this.severities(members.get('severities')?.value) };
  }

  private severities(node: SyntaxNode | undefined): Record<string, Weight> {
    const severities: Record<string, Weight> = {};
    for (const { key, value } of (node && this.object(node, "'severities'"))?.properties ?? []) {
      const known = RULES.some(({ code }) => code === key.value);
      const weight = WEIGHTS.find((name) => value?.kind === 'string' && value.value === name);
      if (!known)
        this.unknown(
          key,
          key.value,
          'rule',
          RULES.map(({ code }) => code),
        );
      else if (weight) severities[key.value] = weight;
      else if (value) this.report(value, `The weight of a rule must be ${quotedList(WEIGHTS, 'or')}.`);
    }
    return severities;
  }

  private members(object: ObjectNode, names: readonly string[]): ReadonlyMap<string, PropertyNode> {
    for (const { key } of object.properties)
      if (!names.includes(key.value)) this.unknown(key, key.value, 'member', names);
    return new Map(object.properties.map((property) => [property.key.value, property]));
  }

  private object(node: SyntaxNode | undefined, what: string): ObjectNode | undefined {
    if (node?.kind === 'object') return node;
    // An empty file says nothing; broken text has been reported.
    if (node) this.report(node, `${what} must be an object.`);
    return undefined;
  }

  private unknown(range: Range, name: string, what: string, names: readonly string[]): void {
    const near = nearestName(name, names);
    this.report(range, `There is no ${what} '${name}'.${near ? ` Did you mean '${near}'?` : ''}`);
  }

  private report(range: Range, message: string): void {
    this.problems.push({ range: rangeOf(range), message });
  }
}

/** `*` and `?` stay in a folder, `**` does not; a pattern without a slash is meant in every folder. */
function patternOf(glob: string): RegExp {
  const anchored = glob.includes('/') ? glob.replace(/^\.?\//, '') : `**/${glob}`;
  const source = anchored.replace(/\*\*\/|\*\*|[*?]|[.+^${}()|[\]\\]/g, (sign) => {
    switch (sign) {
      case '**/':
        return '(?:.*/)?';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      default:
        return `\\${sign}`;
    }
  });
  return new RegExp(`^${source}$`);
}

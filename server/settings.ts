/** What the user can set about the language server; read from untrusted JSON, so every field is checked. */
import { INLAY_HINT_KINDS, type InlayHintKind, type MachineType, type Severity } from '#language';

export interface Settings {
  /** A weight per diagnostic code; `off` hides it. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Undefined: the definition is judged for both types. */
  readonly machineType: MachineType | undefined;
  readonly validation: boolean;
  /** Judge the definitions that are not open too. */
  readonly wholeWorkspace: boolean;
  readonly codeLens: boolean;
  /** Lenses above each state too. */
  readonly stateLenses: boolean;
  /** Names of fields lead to the documentation. */
  readonly documentationLinks: boolean;
  /** The kinds of inlay hints that are shown. */
  readonly inlayHints: readonly InlayHintKind[];
}

export const DEFAULT_SETTINGS: Settings = {
  severities: {},
  machineType: undefined,
  validation: true,
  wholeWorkspace: true,
  documentationLinks: false,
  codeLens: true,
  stateLenses: true,
  inlayHints: INLAY_HINT_KINDS,
};

const MACHINE_TYPES: readonly MachineType[] = ['STANDARD', 'EXPRESS'];
const WEIGHTS: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Takes the section `stepwright` of the client's configuration; what is missing or of a wrong type keeps its default. */
export function settingsFrom(section: unknown): Settings {
  const validation = objectOf(objectOf(section).validation);
  const codeLens = objectOf(objectOf(section).codeLens);
  const links = objectOf(objectOf(section).links);
  const inlayHints = objectOf(objectOf(section).inlayHints);
  const severities: Record<string, Severity | 'off'> = {};
  for (const [code, weight] of Object.entries(objectOf(validation.severities))) {
    if (typeof weight === 'string' && WEIGHTS.includes(weight)) severities[code] = weight as Severity | 'off';
  }
  return {
    severities,
    machineType: MACHINE_TYPES.find((type) => type === validation.machineType),
    validation: booleanOf(validation.enabled, DEFAULT_SETTINGS.validation),
    wholeWorkspace: booleanOf(validation.wholeWorkspace, DEFAULT_SETTINGS.wholeWorkspace),
    documentationLinks: booleanOf(links.documentation, DEFAULT_SETTINGS.documentationLinks),
    codeLens: booleanOf(codeLens.enabled, DEFAULT_SETTINGS.codeLens),
    stateLenses: booleanOf(codeLens.states, DEFAULT_SETTINGS.stateLenses),
    inlayHints: INLAY_HINT_KINDS.filter((kind) => booleanOf(inlayHints[kind], true)),
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function booleanOf(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

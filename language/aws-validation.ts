/**
 * What AWS answers to a definition: the diagnostics of ValidateStateMachineDefinition and the sentence with which
 * CreateStateMachine refuses. The rules know AWS's words for their findings; this only gathers them.
 */
import { parseAsl } from '#asl';
import { jsonComplaint } from '#asl/json/complaint';
import { NO_SERVICES, type ServiceCatalog } from '#asl/services/catalog';
import { diagnose } from './diagnostics.ts';
import type { AwsAnswer, Diagnostic, MachineType } from './rule.ts';

export interface AwsDiagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** Absent where AWS names no place. */
  readonly location?: string;
}

export interface AwsValidation {
  readonly result: 'OK' | 'FAIL';
  readonly diagnostics: readonly AwsDiagnostic[];
  /** True where there are more than AWS gives at a time. */
  readonly truncated: boolean;
}

/** AWS gives at most this many. */
const MAX_DIAGNOSTICS = 100;

/**
 * The answer of ValidateStateMachineDefinition to the text of a definition. `maxResults` of 0 is as many as AWS gives
 * (documented).
 *
 * @example validateAsAws('{}').diagnostics[0]?.message // 'These fields are required: [States, StartAt]'
 */
export function validateAsAws(
  text: string,
  machineType: MachineType = 'STANDARD',
  services: ServiceCatalog = NO_SERVICES,
  maxResults = 0,
): AwsValidation {
  const all = textDiagnostic(text) ?? findingsOf(text, machineType, services);
  const diagnostics = all.slice(0, maxResults > 0 ? Math.min(maxResults, MAX_DIAGNOSTICS) : MAX_DIAGNOSTICS);
  return {
    result: all.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics,
    truncated: all.length > diagnostics.length,
  };
}

/** The sentence with which CreateStateMachine refuses the definition; undefined where AWS takes it. */
export function awsRefusalOf(
  text: string,
  machineType: MachineType = 'STANDARD',
  services: ServiceCatalog = NO_SERVICES,
): string | undefined {
  const errors = validateAsAws(text, machineType, services).diagnostics.filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return undefined;
  const list = errors.map(({ code, message, location = 'null' }) => `${code}: ${message} at ${location}`);
  return `Invalid State Machine Definition: '${list.join(', ')}'`;
}

/** What is said of a text that is no JSON object; nothing else is looked at then. */
function textDiagnostic(text: string): readonly AwsDiagnostic[] | undefined {
  const complaint = text.trim() === '' ? undefined : jsonComplaint(text);
  if (complaint) return [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', ...complaint }];
  if (/^\s*\{/.test(text)) return undefined;
  const message = 'Definition must be a valid JSON object';
  return [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message }];
}

function findingsOf(text: string, machineType: MachineType, services: ServiceCatalog): readonly AwsDiagnostic[] {
  const found = diagnose(parseAsl(text, 'json', true), { machineType, services, withoutDirectives: true }).filter(
    ({ code, severity, aws }) => severity === 'error' || (REFUSED_THOUGH_WARNED.has(code) && aws !== undefined),
  );
  const told = found.filter((one) => !isOfIncomplete(one, found) && !isOfUnknownCall(one, found));
  const answers = eachOnce(told.flatMap(answersTo));
  // No recorded or measured answer holds both: the graph is looked at where the schema has nothing to say.
  const isBroken = answers.some(({ code }) => code === 'SCHEMA_VALIDATION_FAILED');
  const kept = isBroken ? answers.filter(({ code }) => !OF_GRAPH.has(code)) : answers;
  return [...kept].sort((a, b) => rankOf(a) - rankOf(b));
}

/**
 * Measured of names that an expression may not read (floci#2699): each is told once for a field. We show every place of
 * it to people, and AWS's answer names no place inside of a field.
 */
function eachOnce(answers: readonly AwsDiagnostic[]): readonly AwsDiagnostic[] {
  const known = new Map(answers.map((one) => [JSON.stringify(one), one]));
  return [...known.values()];
}

/** Measured: first the targets that are missing, then the states that nothing reaches, then that there is no end. */
function rankOf({ code, message }: AwsDiagnostic): number {
  if (code === 'MISSING_END_STATE') return 2;
  return code === 'MISSING_TRANSITION_TARGET' && !message.startsWith('Missing ') ? 1 : 0;
}

/**
 * Rules that only warn of what is in no model of a service, because a service may be newer, of what a tool may yet
 * replace, or of what other tools take. AWS's answer to the text as it stands is not unsure.
 */
const REFUSED_THOUGH_WARNED: ReadonlySet<string> = new Set([
  'invalid-resource',
  'jsonata-reference',
  'missing-parameter',
  'parameter-type',
  'unknown-action',
  'unknown-parameter',
  'variable-name',
]);

/** Codes of findings about where states lead. */
const OF_GRAPH: ReadonlySet<string> = new Set(['MISSING_END_STATE', 'MISSING_TRANSITION_TARGET']);

/** Recorded: where a required member is missing, AWS does not look at the others. */
function isOfIncomplete({ code, aws }: Diagnostic, found: readonly Diagnostic[]): boolean {
  return (
    code === 'unknown-field' &&
    found.some((other) => other.aws?.location === aws?.location && REQUIRED_BUT_MISSING.test(other.aws?.message ?? ''))
  );
}

/** Measured: what a resource takes is not judged where AWS does not know the resource. */
function isOfUnknownCall({ code, aws }: Diagnostic, found: readonly Diagnostic[]): boolean {
  if (!ABOUT_PARAMETERS.has(code) || aws?.location === undefined) return false;
  const owner = aws.location.replace(/\/(?:Resource|Parameters|Arguments)(?:\/.*)?$/, '');
  return found.some(
    (other) => other.aws?.location === `${owner}/Resource` && NOT_A_RESOURCE.test(other.aws.message ?? ''),
  );
}

const ABOUT_PARAMETERS: ReadonlySet<string> = new Set(['missing-parameter', 'parameter-type', 'unknown-parameter']);

const NOT_A_RESOURCE = /^The resource provided .* is not recognized\.|^Value is not a valid resource ARN$/s;

const REQUIRED_BUT_MISSING = /^The field '[^']+' is required but was missing$/;

/** A mistake whose wording on AWS is not known keeps ours. */
function answersTo({ aws, awsAlso = [], message }: Diagnostic): readonly AwsDiagnostic[] {
  const first: AwsAnswer = aws ?? { code: 'SCHEMA_VALIDATION_FAILED' };
  return [first, ...awsAlso].map(({ code, message: wording = message, location }) => ({
    severity: 'ERROR',
    code,
    message: wording,
    ...(location !== undefined && { location }),
  }));
}

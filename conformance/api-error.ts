/**
 * Calls that AWS answered with an exception. A case holds one call and not those before it, so some answers depend on a
 * state of the service that the case leaves open; `SITUATIONS` lists the states that are tried, the same for all cases.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';
import { type ApiException, refusedRequest, type ServiceWorld } from '#interpreter';
import { awsRefusalOf } from '#language';
import { agrees, different } from './agreement.ts';
import { services, stepFunctionsModel } from './result-shapes.ts';
import { definitionTextOf } from './validation.ts';

/** How a word in the place of an ARN is read. */
type Reading = 'as it stands' | 'as an ARN';

interface Situation {
  readonly what: string;
  readonly world: Partial<ServiceWorld>;
  readonly reading?: Reading;
}

/**
 * What earlier calls may have left, beside the usual: that the recorder's machines, executions and log groups exist,
 * and nothing else. A case passes where AWS's very words are our answer in one of these situations.
 */
export const SITUATIONS: readonly Situation[] = [
  { what: 'the machine has been deleted', world: { typeOfMachine: () => undefined } },
  { what: 'the machine is an Express one', world: { typeOfMachine: () => 'EXPRESS' } },
  { what: 'the machine is a Standard one', world: { typeOfMachine: () => 'STANDARD' } },
  { what: 'the execution is no more', world: { hasExecution: () => false } },
  { what: 'the execution is there', world: { hasExecution: () => true } },
  { what: 'the activity is there', world: { hasActivity: () => true } },
  { what: 'another machine has the name', world: { otherMachineHas: () => true } },
  { what: 'another execution has the name', world: { otherExecutionHas: () => true } },
  { what: 'another alias has the name', world: { otherAliasHas: () => true } },
  { what: 'an alias leads to the version', world: { aliasesOf: () => ['state_machine_alias_name'] } },
  { what: 'the log group is not there', world: { hasLogGroup: () => false } },
  { what: 'the machine is being deleted', world: { isDeleting: () => true } },
  { what: 'the token was handed out', world: { knowsToken: () => true } },
  { what: 'the task has ended', world: { knowsToken: () => true, taskHasEnded: () => true } },
  { what: 'the word that denies to be an ARN stands for one', world: {}, reading: 'as an ARN' },
];

const ACCOUNT = 'arn:aws:states:us-east-1:111111111111:';

/**
 * The recorder put a bare word such as `activity_arn` in the place of an ARN. A word that says that it is no ARN, such as
 * `not_a_valid_arn`, most often is what was sent, but can stand for an ARN that leads nowhere, too: it is read both ways.
 */
const ARN_WORD = /^\w+_arn$/;
const DENIES = /^(?:no|not|invalid)_/;
const KIND_IN_ARN: Readonly<Record<string, string>> = {
  activityArn: 'activity:',
  mapRunArn: 'mapRun:machine/label:',
};

function arnOf(member: string, word: string, { reading, isExpress }: Call): string {
  if (!ARN_WORD.test(word) || (DENIES.test(word) && reading === 'as it stands')) return word;
  if (member === 'roleArn') return `arn:aws:iam::111111111111:role/${word}`;
  if (member === 'executionArn')
    return isExpress ? `${ACCOUNT}express:machine:${word}:id` : `${ACCOUNT}execution:machine:${word}`;
  return `${ACCOUNT}${KIND_IN_ARN[member] ?? 'stateMachine:'}${word}`;
}

/** What has to be known of a call to read its words. */
interface Call {
  readonly reading: Reading;
  readonly isExpress: boolean;
}

const withoutArnsIn = (text: string): string => text.replace(/arn:aws:[^ ']*[:/](\w+_arn)\b(?::id\b)?/g, '$1');

/** How a call is answered: what differs from AWS's answer, or the state that was assumed for it to be the same. */
export interface ApiAnswer {
  readonly difference?: string;
  /** Which of the `SITUATIONS`; absent where the usual one gives AWS's answer. */
  readonly assumed?: string;
}

/** Refuses the call as AWS did, at first in the usual state of the service. */
export function apiAnswer(json: JsonObject): ApiAnswer {
  const { exception = null } = json.expected as JsonObject;
  const operation = String(json.operation).replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const answerIn = ({ world, reading = 'as it stands' }: Omit<Situation, 'what'>): ApiException | undefined =>
    refusedRequest(operation, requestOf(json, operation, reading), { ...usualWorld(json, operation), ...world });
  const isSame = (own: ApiException | undefined): boolean =>
    own !== undefined && agrees(exception, withoutArns(own as unknown as Json));
  const usual = answerIn({ world: {} });
  if (isSame(usual)) return {};
  const fitting = SITUATIONS.find((situation) => isSame(answerIn(situation)));
  if (fitting) return { assumed: fitting.what };
  return { difference: different('exception', exception, usual && withoutArns(usual as unknown as Json)) };
}

function requestOf(json: JsonObject, operation: string, reading: Reading): JsonObject {
  const takesDefinition = /^(?:Create|Update)StateMachine$/.test(operation) && json.definition !== undefined;
  return {
    ...(operation === 'CreateStateMachine' && json.type === 'EXPRESS' && { type: 'EXPRESS' }),
    ...(takesDefinition && { definition: definitionTextOf(json) }),
    ...(withArns((json.request ?? {}) as JsonObject, { reading, isExpress: json.type === 'EXPRESS' }) as JsonObject),
    ...(typeof json.inputText === 'string' && { input: json.inputText }),
  };
}

/** Only the recorder's own machines exist, and every log group. */
function usualWorld(json: JsonObject, operation: string): ServiceWorld {
  return {
    model: stepFunctionsModel(),
    account: { region: 'us-east-1', id: '111111111111' },
    typeOfMachine: (arn) =>
      operation !== 'CreateStateMachine' && isOfFixture(arn)
        ? json.type === 'EXPRESS'
          ? 'EXPRESS'
          : 'STANDARD'
        : undefined,
    hasExecution: isOfFixture,
    hasActivity: () => false,
    knowsToken: () => false,
    hasLogGroup: () => true,
    refusalOf: (definition, type) => awsRefusalOf(definition, type, services),
  };
}

/** The recorder's own machines and executions have a token for their whole name. */
const isOfFixture = (arn: string): boolean =>
  /:stateMachine:(?:ArnPart_\d+idx|resource\d+)(?::[\w-]+)?$|:execution:[^:]+:(?:ExecArnPart_\d+idx|resource\d+)$/.test(
    arn,
  );

/** The request with ARNs, names and texts in the place of the recorder's tokens. */
function withArns(value: Json, call: Call, member = ''): Json {
  if (typeof value === 'string') {
    const length = /^<\w+_(\d+)_chars>$/.exec(value)?.[1];
    if (length !== undefined) return 'x'.repeat(Number(length));
    return arnOf(member, value, call).replace(/<([\w-]+)(?::(\d+))?>/g, '$1$2');
  }
  if (isJsonArray(value)) return value.map((item) => withArns(item, call, member));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withArns(one, call, key)]));
}

function withoutArns(value: Json): Json {
  if (typeof value === 'string') return withoutArnsIn(value);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutArns(one)]));
}

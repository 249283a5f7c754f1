/** TestState calls recorded on AWS, and states that others tested there. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson, stringifyJson } from '#asl/json';
import { type TestStateRequest, testState } from '#interpreter';
import { awsRefusalOf } from '#language';
import { agreesWithText, different } from './agreement.ts';
import { expectationDifference } from './measured-expectations.ts';
import { recordedAnswers } from './recorded-answers.ts';
import { inputOf, momentOf } from './recorded-input.ts';
import { isRefused, refusalDifference } from './refusals.ts';
import { resultShapeOf, services, stepFunctionsModel } from './result-shapes.ts';

const ACCOUNT = '111111111111';
/** Recorded role names are tokens; the context object shows a whole ARN. */
const ROLE = `arn:aws:iam::${ACCOUNT}:role/role`;

/** The first difference between AWS's answer and ours; undefined where there is none. */
export function testStateDifference(json: JsonObject): string | undefined {
  const request = isJsonObject(json.request) ? json.request : {};
  const { definitionText } = json;
  const definition = json.definition ?? json.state ?? null;
  const expected = json.expected as JsonObject;
  const wasRefused = isRefused(expected);
  const input = isBroken(json.inputText) ? { inputText: json.inputText } : { input: inputOf(json) };
  const answer = testState(
    definition,
    { ...requestFrom(request, wasRefused), ...input },
    {
      now: isJsonObject(json.source) ? momentOf(json) : 0,
      account: ACCOUNT,
      refusalOf: (machine) =>
        awsRefusalOf(isBroken(definitionText) ? definitionText : stringifyJson(machine), 'STANDARD', services),
      resultShapeOf,
      model: stepFunctionsModel(),
      task: recordedResponse(json),
    },
  );
  if ('exception' in answer) {
    if (wasRefused) return refusalDifference(expected, answer.exception);
    return `refused: ${answer.exception.code} ${answer.exception.message}`;
  }
  if (wasRefused) return different('exception', expected, answer.response as unknown as Json);
  const response = answer.response as unknown as JsonObject;
  if (isJsonObject(expected.response)) return memberDifference(expected.response, response);
  const { status, output, error, cause } = answer.response;
  return expectationDifference(expected, { status, output, error, cause, history: [], attempts: 0, delays: [] });
}

/**
 * The recorder has parsed what is JSON, so a result that is still text was none, or it was the text of a string: then
 * AWS has not refused it.
 */
function requestFrom(given: JsonObject, wasRefused: boolean): TestStateRequest {
  const { mock } = given;
  const isText = isJsonObject(mock) && typeof mock.result === 'string' && wasRefused;
  const request = isText ? { ...given, mock: withText(mock) } : given;
  return { ...request, ...(request.roleArn !== undefined && { roleArn: ROLE }) } as unknown as TestStateRequest;
}

/** A text that is no JSON. */
const isBroken = (text: Json | undefined): text is string =>
  typeof text === 'string' && parseJson(text).problem !== undefined;

function withText({ result, ...mock }: JsonObject): JsonObject {
  return { ...mock, resultText: result ?? '' };
}

/** `…Text` repeats the text of a value. */
function memberDifference(expected: JsonObject, actual: JsonObject, path = ''): string | undefined {
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const name of names) {
    if (name.endsWith('Text')) continue;
    const [a, b] = [expected[name], actual[name]];
    if (name === 'inspectionData' && isJsonObject(a) && isJsonObject(b)) {
      const difference = memberDifference(a, b, 'inspectionData.');
      if (difference) return difference;
    } else if (a === undefined || !agreesWithText(a, b)) return different(path + name, a, b);
  }
  return undefined;
}

/** A task that was not mocked ran for real: its result is what the response shows of it. */
function recordedResponse(json: JsonObject): ReturnType<typeof recordedAnswers> {
  const { response } = json.expected as { readonly response?: JsonObject };
  const inspection = response?.inspectionData;
  const result = (isJsonObject(inspection) ? inspection.result : undefined) ?? response?.output;
  return (request) => {
    if (result !== undefined) return { output: result };
    if (typeof response?.error === 'string') {
      const cause = response.cause;
      return { failed: true, error: response.error, ...(cause !== undefined && { cause: textOf(cause) }) };
    }
    return recordedAnswers(json)(request);
  };
}

const textOf = (value: Json): string =>
  typeof value === 'string' ? value : isJsonArray(value) || numberOf(value) === undefined ? stringifyJson(value) : '';

/**
 * A recorded call of TestState also says what AWS answers to its neighbours: at another level of inspection, with
 * variables that the state does not use, with a role where none is needed.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#asl/json';
import { testState } from '#interpreter';
import { casesBelow } from '../../conformance/corpus.ts';
import { resultShapeOf } from '../../conformance/result-shapes.ts';
import { testStateDifference } from '../../conformance/test-state.ts';

const CASES = join(import.meta.dirname, '../../../shared/corpus/histories/cases');
const FOLDER = join(CASES, 'test_state');

/** The parts of a recorded call whose answer is no exception. */
interface Answered {
  readonly id: string;
  readonly json: JsonObject;
  readonly request: JsonObject;
  readonly response: JsonObject;
}

function answered(): readonly Answered[] {
  return casesBelow(FOLDER).flatMap(({ id, json }) => {
    const { response } = json.expected as JsonObject;
    return isJsonObject(json.request) && isJsonObject(response) ? [{ id, json, request: json.request, response }] : [];
  });
}

/** The call with other members, and what AWS has to answer then. */
const neighbour = ({ json }: Answered, request: JsonObject, response: JsonObject): JsonObject => ({
  ...json,
  request: { ...(json.request as JsonObject), ...request },
  expected: { ...(json.expected as JsonObject), response },
});

describe('calls of TestState beside the recorded ones', function () {
  const cases = existsSync(FOLDER) ? answered() : undefined;
  if (!cases) {
    it('are not beside the project: shared/corpus/histories');
    return;
  }
  this.timeout(60_000);
  const inspected = cases.filter(({ response }) => isJsonObject(response.inspectionData));

  it('show the same stages at DEBUG and at TRACE, and none at INFO', () => {
    for (const one of inspected) {
      const { inspectionData, ...others } = one.response;
      assert.equal(testStateDifference(neighbour(one, { inspectionLevel: 'INFO' }, others)), undefined, one.id);
      for (const inspectionLevel of ['DEBUG', 'TRACE'])
        assert.equal(testStateDifference(neighbour(one, { inspectionLevel }, one.response)), undefined, one.id);
      assert.ok(inspectionData);
    }
    assert.ok(inspected.length > 50);
  });

  it('show variables that nothing uses', () => {
    for (const one of inspected) {
      const inspectionData = { ...(one.response.inspectionData as JsonObject), variables: { unused: [1] } };
      const response = { ...one.response, inspectionData };
      assert.equal(testStateDifference(neighbour(one, { variables: { unused: [1] } }, response)), undefined, one.id);
    }
  });

  it('need no role where something is mocked', () => {
    const mocked = cases.filter(({ request }) => request.mock !== undefined && request.roleArn !== undefined);
    for (const { id, json, request } of mocked) {
      const { roleArn, ...others } = request;
      const difference = testStateDifference({ ...json, request: others });
      // The role itself stands in the context object, which some of them show.
      if (!JSON.stringify(json.expected).includes('"RoleArn"')) assert.equal(difference, undefined, id);
      assert.ok(roleArn);
    }
    assert.ok(mocked.length > 20);
  });

  it('take as a mock whatever a service has answered in an execution', () => {
    const answers = casesBelow(CASES).flatMap(({ id, json }) => serviceAnswers(json).map((one) => ({ id, ...one })));
    for (const { id, Resource, result } of answers) {
      const answer = testState({ Type: 'Task', Resource, End: true }, { mock: { result } }, { now: 0, resultShapeOf });
      assert.ok('response' in answer, `${id} ${JSON.stringify(answer)}`);
    }
    assert.ok(answers.length > 50);
  });
});

/** What services have answered to the tasks of an execution; a token may be sent back with anything. */
function serviceAnswers({ tasks }: JsonObject): readonly { readonly Resource: string; readonly result: Json }[] {
  return (isJsonArray(tasks) ? tasks : []).flatMap((task) => {
    const { kind, resourceType, resource, result } = isJsonObject(task) ? task : {};
    const output = isJsonObject(result) ? result.output : undefined;
    return kind === 'service' && isJsonObject(output)
      ? [{ Resource: `arn:aws:states:::${String(resourceType)}:${String(resource)}`, result: output }]
      : [];
  });
}

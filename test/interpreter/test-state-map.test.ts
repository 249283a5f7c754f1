/** TestState of a mocked Map: its items, what they become, and how many may fail. */
import assert from 'node:assert/strict';
import type { JsonObject } from '#asl/json';
import type { TestStateRequest } from '#interpreter';
import { MAP, refusal, respond } from './testing-a-state.ts';

describe('a test of a Map', () => {
  it('knows the items of a Map and how many failures it takes', () => {
    const state = { ...MAP, ToleratedFailureCount: 1, ItemSelector: { 'v.$': '$$.Map.Item.Value' } };
    const request: TestStateRequest = {
      input: { items: [1, 2] },
      mock: { result: ['a', 'b'] },
      stateConfiguration: { mapIterationFailureCount: 2 },
      inspectionLevel: 'DEBUG',
    };
    const { status, error, inspectionData } = respond(state, request);
    assert.deepEqual([status, error], ['FAILED', 'States.ExceedToleratedFailureThreshold']);
    assert.deepEqual(inspectionData?.afterItemsPath, [1, 2]);
    assert.deepEqual(inspectionData?.afterItemSelector, [{ v: 1 }, { v: 2 }]);
    assert.equal(inspectionData?.toleratedFailureCount, 1);
  });

  it('shows of a Map what it has made of its fields up to the one that fails', () => {
    const state = { ...MAP, MaxConcurrency: 2, ToleratedFailureCount: 1, ItemSelector: { 'v.$': '$.none' } };
    const request = { input: { items: [1] }, mock: { result: [] }, inspectionLevel: 'DEBUG' } as const;
    const { status, inspectionData = {} } = respond(state, request);
    assert.equal(status, 'FAILED');
    const { input: _, afterInputPath: __, ...ofMap } = inspectionData;
    assert.deepEqual(ofMap, { afterItemsPath: [1], maxConcurrency: 2, toleratedFailureCount: 1 });
  });

  it('reads the items that it is given for an ItemReader', () => {
    const { ItemsPath: _, ...fields } = MAP;
    const ReaderConfig = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
    const state = {
      ...fields,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: {} },
    };
    const Label = { ...state, ItemSelector: { 'x.$': '$$.Map.Item.Value.x' } };
    const request: TestStateRequest = {
      mock: { result: [] },
      stateConfiguration: { mapItemReaderData: 'x\n1\n2\n' },
      inspectionLevel: 'DEBUG',
    };
    assert.deepEqual(respond(Label, request).inspectionData?.afterItemSelector, [{ x: '1' }, { x: '2' }]);
  });

  it('does not know the items that do not stand in the text it is given', () => {
    const { ItemsPath: _, ...fields } = MAP;
    const read = (ReaderConfig: JsonObject) =>
      respond(
        {
          ...fields,
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig,
            Parameters: { Bucket: 'b', Key: 'k' },
          },
        },
        { input: { most: -1 }, mock: { result: [1] }, stateConfiguration: { mapItemReaderData: '[]' } },
      );
    assert.equal(read({ InputType: 'MANIFEST' }).status, 'SUCCEEDED');
    assert.equal(read({ InputType: 'PARQUET' }).status, 'SUCCEEDED');
    // What a run of the state says of such a number.
    assert.equal(read({ InputType: 'JSON', MaxItemsPath: '$.most' }).cause, 'field MaxItems must be positive');
  });

  it('shows what an ItemsPointer points at, and takes items from the input where no data are given', () => {
    const reader = (ReaderConfig: JsonObject): JsonObject => ({
      ...MAP,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
      ItemSelector: { 'v.$': '$$.Map.Item.Value', 'from.$': '$$.Map.Item.Source' },
    });
    const { ItemsPath: _, ...pointed } = reader({ InputType: 'JSON', ItemsPointer: '/a/b', MaxItems: 1 });
    const data = respond(pointed, {
      mock: { result: [] },
      stateConfiguration: { mapItemReaderData: '{"a":{"b":[7,8]}}' },
      inspectionLevel: 'DEBUG',
    }).inspectionData;
    assert.deepEqual(data?.afterItemsPointer, [7]);
    assert.deepEqual(data?.afterItemSelector, [{ v: 7, from: 'S3://b/k' }]);
    const request = { input: { items: [1] }, mock: { result: [] }, inspectionLevel: 'DEBUG' } as const;
    assert.deepEqual(respond(reader({ InputType: 'JSON' }), request).inspectionData?.afterItemsPath, [1]);
    // A reader reads whatever the path points at.
    const { status, inspectionData } = respond(reader({ InputType: 'JSON' }), { ...request, input: {} });
    assert.deepEqual([status, inspectionData?.afterItemsPath], ['SUCCEEDED', undefined]);
  });

  it('shows the object that a Map goes over', () => {
    const { ItemsPath: _, ...fields } = MAP;
    const mock = { result: [1, 2] };
    const { inspectionData } = respond(fields, { input: { a: 1, b: 2 }, inspectionLevel: 'DEBUG', mock });
    assert.deepEqual(inspectionData?.afterItemsPath, { a: 1, b: 2 });
  });

  it('has as many iterations as items, whatever is mocked', () => {
    const request = (mapIterationFailureCount: number): TestStateRequest => ({
      input: { items: [1, 2, 3, 4] },
      mock: { result: ['a'] },
      stateConfiguration: { mapIterationFailureCount },
    });
    const state = { ...MAP, ToleratedFailurePercentage: 50 };
    assert.equal(respond(state, request(2)).status, 'SUCCEEDED');
    assert.equal(respond(state, request(3)).error, 'States.ExceedToleratedFailureThreshold');
    const words = 'Map iteration failure count must be less than or equal to the number of Map iterations';
    assert.equal(refusal(state, request(5)), words);
    assert.equal(refusal(state, { ...request(5), mock: { errorOutput: { error: 'E' } } }), words);
  });
});

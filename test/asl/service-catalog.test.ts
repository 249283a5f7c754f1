/** The catalogue of services: its files, what is read from them, and when. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { callOf } from '#asl/services/call';
import { serviceCatalog } from '#asl/services/catalog';
import { mapCalls } from '#asl/services/map-calls';
import { optimizedServices } from '#asl/services/optimized/index';
import { parseResource } from '#asl/services/resource';
import { type Member, type Shape, type Structure, shapeTitle } from '#asl/services/shape';
import { type PlacedActions, typeTable } from '#asl/services/type-table';
import { findField, objectSpecs } from '#asl/spec';
import { readServiceFile, SERVICE_NAMES, SERVICES } from '../services.ts';

const inputOf = (resource: string): Structure => {
  const input = callOf(parseResource(`arn:aws:states:::${resource}`), SERVICES)?.input;
  assert.ok(input, resource);
  return input;
};
const member = (shape: Shape | undefined, ...path: readonly string[]): Member => {
  let at = shape;
  let found: Member | undefined;
  for (const name of path) {
    while (at?.kind === 'list') at = at.item;
    if (at?.kind === 'map') at = at.value;
    found = at?.kind === 'structure' ? at.members.get(name) : undefined;
    at = found?.shape;
  }
  assert.ok(found, path.join('.'));
  return found;
};

describe('the calls of a distributed Map', () => {
  it('are those that the tables of fields name', () => {
    for (const [caller, calls] of Object.entries(mapCalls)) {
      const spec = objectSpecs[caller];
      assert.deepEqual(Object.keys(calls), spec && findField(spec, 'Resource')?.calls, caller);
    }
  });
});

describe('the files of the catalogue', () => {
  it('are one model for each service of the index that has actions', () => {
    const entries = [...(SERVICES.services()?.values() ?? [])];
    const withActions = entries.filter(({ actions }) => actions.length > 0);
    assert.deepEqual(
      withActions.map(({ service }) => service),
      [...SERVICE_NAMES].sort(),
    );
    assert.ok(withActions.length > 450);
    assert.ok(withActions.flatMap(({ actions }) => actions).length > 19_000);
  });

  it('have each type where it is first needed, as the script writes them', async () => {
    const script = '../../scripts/service-catalog/inline.mjs';
    const { inlined } = (await import(script)) as { inlined: (actions: object, types: object) => PlacedActions };
    for (const service of SERVICE_NAMES) {
      const read = async () => (await readServiceFile(`models/${service}.json`)) as { actions: PlacedActions };
      const { actions, types } = typeTable((await read()).actions);
      assert.deepEqual(inlined(actions, types), (await read()).actions, service);
    }
  });

  it('may hold types that hold themselves', () => {
    const branch = [1, 'Name', 's', 'Branches', ['L', 2], 'Limit', ['s', 1, 80]];
    const placed: PlacedActions = { grow: [['L', branch], ['M', 's', ['L', 's']], []], cut: [2, null, [0]] };
    assert.deepEqual(typeTable(placed), {
      actions: { grow: [3, 1, []], cut: [2, null, [0]] },
      types: [
        ['L', 's'],
        ['M', 's', 0],
        [1, 'Name', 's', 'Branches', 3, 'Limit', 4],
        ['L', 2],
        ['s', 1, 80],
      ],
    });
  });

  it('agree with the index and refer to nothing that is not there', () => {
    for (const service of SERVICE_NAMES) {
      const model = SERVICES.model(service, 'sdk');
      assert.deepEqual(model?.actions, SERVICES.services()?.get(service)?.actions, service);
      const seen = new Set<Shape>();
      const visit = (shape: Shape): void => {
        if (seen.has(shape)) return;
        seen.add(shape);
        if (shape.kind === 'list') visit(shape.item);
        else if (shape.kind === 'map') visit(shape.value);
        else if (shape.kind === 'structure')
          for (const one of shape.members.values()) {
            assert.match(one.name, /^[A-Z_$]/i, `${service} ${one.name}`);
            visit(one.shape);
          }
      };
      for (const name of model?.actions ?? []) {
        const action = model?.action(name);
        assert.ok(action);
        visit(action.input);
        visit(action.output);
        assert.ok(action.errors.every((error) => error.startsWith(`${model?.prefix}.`) && error.endsWith('Exception')));
      }
    }
  });

  it('describe each action and each member that is sent in one line', async () => {
    const catalog = serviceCatalog(readServiceFile);
    await catalog.loadModels(['sqs']);
    await catalog.loadDocs('sqs');
    const action = catalog.model('sqs', 'sdk')?.action('sendMessage');
    assert.equal(action && catalog.line(action.doc), 'Delivers a message to the specified queue.');
    const { doc } = member(action?.input, 'MessageAttributes');
    assert.ok(typeof doc === 'object');
    assert.match(catalog.line(doc) ?? '', /^Each message attribute consists of/);
  });
});

describe('a call', () => {
  it('has the names of its kind of integration', () => {
    assert.deepEqual([...inputOf('aws-sdk:rds:describeDBInstances').members.keys()].slice(0, 2), [
      'DbInstanceIdentifier',
      'Filters',
    ]);
    assert.equal(member(inputOf('dynamodb:putItem'), 'Item', 'BOOL').shape.kind, 'boolean');
    assert.equal(member(inputOf('aws-sdk:dynamodb:putItem'), 'Item', 'Bool').isAlias, undefined);
    assert.equal(member(inputOf('aws-sdk:dynamodb:putItem'), 'Item', 'NULL').isAlias, true);
    assert.equal(inputOf('aws-sdk:ec2:runInstances').members.has('DryRun'), false);
  });

  it('knows what is required, the limits and the values', () => {
    const input = inputOf('aws-sdk:s3:putObject');
    assert.deepEqual(
      [...input.members.values()].filter(({ required }) => required).map(({ name }) => name),
      ['Bucket', 'Key'],
    );
    assert.deepEqual(member(inputOf('aws-sdk:ecs:runTask'), 'LaunchType').shape, {
      kind: 'string',
      values: ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'],
    });
    assert.deepEqual(member(inputOf('aws-sdk:lambda:createFunction'), 'Timeout').shape, {
      kind: 'number',
      isInteger: true,
      min: 1,
      max: 5400,
      // Today's limit was published between the two models that the catalogue is made from.
      former: { until: '2026-10-21', min: 1 },
    });
  });

  it('may hold itself', () => {
    const filter = inputOf('aws-sdk:costexplorer:getCostAndUsage').members.get('Filter');
    assert.deepEqual(member(filter?.shape, 'Or', 'And', 'Not', 'Dimensions').name, 'Dimensions');
  });

  it('of an optimized integration takes JSON where the task token is passed', () => {
    assert.equal(member(inputOf('sqs:sendMessage'), 'MessageBody').shape.kind, 'any');
    assert.equal(member(inputOf('events:putEvents'), 'Entries', 'Detail').shape.kind, 'any');
    assert.equal(member(inputOf('aws-sdk:eventbridge:putEvents'), 'Entries', 'Detail').shape.kind, 'string');
  });

  it('of a job that is waited for has input and output as text, and as values with :2', () => {
    for (const [ending, kind] of Object.entries({ '.sync': 'string', '.sync:2': 'any' })) {
      const call = callOf(parseResource(`arn:aws:states:::states:startExecution${ending}`), SERVICES);
      for (const name of ['Input', 'Output']) assert.equal(member(call?.polled, name).shape.kind, kind);
    }
  });

  it('tells what the API takes and the integration does not', () => {
    const call = callOf(parseResource('arn:aws:states:::ecs:runTask.sync'), SERVICES);
    assert.ok(call?.notTaken.has('Count') && !call.input?.members.has('Count'));
  });

  it('has the errors of its action first, with the prefix of its kind', () => {
    const errorsOf = (resource: string) =>
      callOf(parseResource(`arn:aws:states:::${resource}`), SERVICES)?.errors ?? [];
    assert.ok(errorsOf('aws-sdk:dynamodb:putItem').includes('DynamoDb.ConditionalCheckFailedException'));
    assert.ok(errorsOf('aws-sdk:dynamodb:putItem').includes('DynamoDb.DynamoDbException'));
    assert.ok(errorsOf('dynamodb:putItem').includes('DynamoDB.ConditionalCheckFailedException'));
    assert.ok(errorsOf('lambda:invoke').includes('Lambda.ENILimitReachedException'));
  });

  it('is undefined where there is none', () => {
    for (const resource of ['aws-sdk:s3:putObjekt', 'aws-sdk:nothing:get', 'sqs:toString', 'constructor:invoke'])
      assert.equal(callOf(parseResource(`arn:aws:states:::${resource}`), SERVICES), undefined, resource);
  });
});

describe('the table of optimized integrations', () => {
  const all = Object.entries(optimizedServices).flatMap(([service, { actions }]) =>
    Object.entries(actions).map(([name, action]) => ({ title: `${service}:${name}`, action })),
  );

  it('has 22 services, 64 actions and 107 forms', () => {
    const forms = all.reduce((sum, { action }) => sum + 1 + action.patterns.length, 0);
    assert.deepEqual([Object.keys(optimizedServices).length, all.length, forms], [22, 64, 107]);
  });

  for (const { title, action } of all)
    it(`${title} refers to what there is`, () => {
      const [service = '', name = ''] = action.api?.split(':') ?? [];
      const api = action.api === undefined ? undefined : SERVICES.model(service, 'optimized')?.action(name);
      assert.equal(api === undefined, action.api === undefined);
      const known = [...(api?.input.members.keys() ?? []), ...Object.keys(action.own ?? {})];
      const named = [...action.required, ...(action.oneOf ?? []), ...(action.takes ?? [])];
      assert.deepEqual(
        named.filter((one) => !known.includes(one) && one !== 'ReferenceId'),
        [],
      );
      for (const path of action.anyJson ?? []) assert.ok(member(api?.input, ...path.split('.')));
      const [asked = '', question = ''] = action.polls?.split(':') ?? [];
      const isAsked = SERVICES.model(asked, 'optimized')?.action(question) !== undefined;
      // Of a job in Kubernetes no service of AWS tells.
      assert.equal(isAsked, action.patterns.includes('.sync') && title !== 'eks:runJob');
      for (const ending of Object.keys(action.tells ?? {})) assert.ok(action.patterns.includes(ending));
    });
});

describe('loading', () => {
  const task = (resource: string) =>
    parseAsl(JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: resource, End: true } } }), 'json');
  const watched = () => {
    const read: string[] = [];
    const catalog = serviceCatalog((file) => {
      read.push(file);
      return readServiceFile(file);
    });
    return { catalog, read };
  };

  it('reads nothing for a definition that calls no service', () => {
    const { catalog, read } = watched();
    assert.equal(catalog.loadFor(task('arn:aws:lambda:us-east-1:123456789012:function:f')), undefined);
    assert.equal(catalog.loadFor(task('arn:aws:states:::http:invoke')), undefined);
    assert.deepEqual(read, []);
  });

  it('reads what is called, once', async () => {
    const { catalog, read } = watched();
    await catalog.loadFor(task('arn:aws:states:::sqs:sendMessage'));
    assert.deepEqual(read, ['models/sqs.json']);
    await Promise.all([
      catalog.loadFor(task('arn:aws:states:::aws-sdk:s3:getObject')),
      catalog.loadFor(task('arn:aws:states:::aws-sdk:sqs:getQueueUrl')),
    ]);
    assert.deepEqual(read, ['models/sqs.json', 'index.json', 'models/s3.json']);
    assert.equal(catalog.loadFor(task('arn:aws:states:::aws-sdk:s3:getObject')), undefined);
  });

  it('asks for no service that does not exist', async () => {
    const { catalog, read } = watched();
    await catalog.loadFor(task('arn:aws:states:::aws-sdk:../../secrets:get'));
    await catalog.loadFor(task('arn:aws:states:::aws-sdk:honeycode:getScreenData'));
    assert.deepEqual(read, ['index.json']);
  });

  it('knows more after each file, and says so', async () => {
    const { catalog } = watched();
    const before = catalog.loaded();
    await catalog.loadIndex();
    assert.notEqual(catalog.loaded(), before);
    const then = catalog.loaded();
    await catalog.loadDocs('sqs');
    assert.equal(catalog.loaded(), then);
  });

  it('goes on where a file cannot be read', async () => {
    let count = 0;
    const catalog = serviceCatalog(() => {
      count++;
      return Promise.reject(new Error('offline'));
    });
    const doc = task('arn:aws:states:::aws-sdk:s3:getObject');
    await catalog.loadFor(doc);
    assert.equal(catalog.services(), undefined);
    assert.equal(catalog.loadFor(doc), undefined);
    assert.equal(count, 1);
  });
});

describe('the title of a shape', () => {
  const text: Shape = { kind: 'string' };
  const rows: readonly (readonly [Shape, string])[] = [
    [text, 'string'],
    [{ kind: 'list', item: text }, 'list of strings'],
    [
      { kind: 'list', item: { kind: 'list', item: { kind: 'number', isInteger: true } } },
      'list of lists of whole numbers',
    ],
    [{ kind: 'map', value: { kind: 'structure', isUnion: false, members: new Map() } }, 'map to objects'],
    [{ kind: 'list', item: { kind: 'any' } }, 'list of any JSON'],
    [
      { kind: 'list', item: { kind: 'structure', isUnion: true, members: new Map() } },
      'list of objects with one member',
    ],
  ];
  for (const [shape, title] of rows) it(`is '${title}'`, () => assert.equal(shapeTitle(shape), title));
});

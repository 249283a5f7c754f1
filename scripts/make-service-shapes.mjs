// Writes shapes/results/<service>.json: what the calls of the services that workflows use most give back, so that
// mocked results can be checked as TestState checks them; and shapes/requests/sfn.json: what the operations of Step
// Functions take. Reads the service models that AWS publishes with botocore (Apache-2.0):
// node scripts/make-service-shapes.mjs <botocore>/data
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const SERVICES = [
  'athena',
  'batch',
  'bedrock-runtime',
  'cloudformation',
  'cloudwatch',
  'codebuild',
  'cognito-idp',
  'comprehend',
  'databrew',
  'dynamodb',
  'ecr',
  'ecs',
  'eks',
  'emr',
  'emr-containers',
  'emr-serverless',
  'events',
  'firehose',
  'glue',
  'iam',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  'mediaconvert',
  'polly',
  'redshift-data',
  'rekognition',
  's3',
  'scheduler',
  'secretsmanager',
  'ses',
  'sesv2',
  'sns',
  'sqs',
  'ssm',
  'stepfunctions',
  'sts',
  'textract',
  'transcribe',
  'translate',
];

const NUMBERS = new Set(['integer', 'long', 'float', 'double', 'short', 'byte', 'bigInteger', 'bigDecimal']);

// Recorded in December 2025: TestState's own models were older than these and had other limits.
const LIMITS_OF_TEST_STATE = { MemorySize: { max: 10_240 } };

const [models] = process.argv.slice(2);
if (!models) throw new Error('Name the data folder of botocore.');
const target = join(dirname(fileURLToPath(import.meta.url)), '../shapes');
mkdirSync(join(target, 'results'), { recursive: true });
mkdirSync(join(target, 'requests'), { recursive: true });

for (const service of SERVICES) {
  const model = readModel(service);
  const name = model.metadata.serviceId.toLowerCase().replace(/^(?:amazon|aws) | service$|[\s-]/g, '');
  const actionOf = (operation) =>
    operation.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
  write(`results/${name}.json`, collect(model, 'output', actionOf));
  if (service === 'stepfunctions')
    write(
      `requests/${name}.json`,
      collect(model, 'input', (operation) => operation),
    );
}

function write(file, content) {
  writeFileSync(join(target, file), `${JSON.stringify(content)}\n`);
}

/** The shapes of all inputs or outputs, and those that they refer to. */
function collect({ operations, shapes }, side, nameOf) {
  const kept = {};
  const actions = {};
  for (const [operation, sides] of Object.entries(operations).sort()) {
    const shape = sides[side]?.shape ?? '';
    actions[nameOf(operation)] = shape;
    if (shape !== '') keep(shape);
  }
  return { actions, shapes: kept };

  function keep(name) {
    if (name in kept) return;
    kept[name] = undefined;
    kept[name] = convert(name);
  }
  function reference({ shape: name }) {
    if (!['structure', 'list', 'map'].includes(shapes[name].type)) return convert(name);
    keep(name);
    return { type: 'ref', name };
  }
  function convert(name) {
    const {
      type,
      min,
      max,
      pattern,
      document,
      jsonvalue,
      members,
      required,
      member,
      value,
      enum: values,
    } = shapes[name];
    const limits = {
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(side === 'output' && LIMITS_OF_TEST_STATE[name]),
    };
    if (document || jsonvalue) return { type: 'any' };
    if (type === 'structure') {
      const fields = Object.fromEntries(Object.entries(members).map(([field, one]) => [field, reference(one)]));
      return { type, ...(required?.length && { required }), members: fields };
    }
    if (type === 'list') return { type, member: reference(member), ...limits };
    if (type === 'map') return { type, value: reference(value) };
    if (type === 'string')
      return { type, ...(values && { enum: values }), ...limits, ...(side === 'input' && pattern && { pattern }) };
    if (type === 'blob') return { type: 'string', ...limits };
    if (type === 'timestamp') return { type: 'string' };
    if (NUMBERS.has(type)) return { type: 'number', ...limits };
    return { type: type === 'boolean' ? type : 'any' };
  }
}

function readModel(service) {
  const folder = join(models, service);
  const version = readdirSync(folder).sort().at(-1);
  const plain = join(folder, version, 'service-2.json');
  const text = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
  return JSON.parse(text.toString('utf8'));
}

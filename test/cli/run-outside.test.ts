/** `stepwright run` with what is outside: handlers, HTTP Tasks, services, samples; to a server of the test. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../debugger/alive.ts';
import { useLocalServer } from '../debugger/local-service.ts';
import { type Outcome, ROOT, useCli } from './cli-process.ts';

const task = (Resource: string, Parameters: object): object => ({
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource, Parameters, End: true } },
});
const CONNECTION = 'arn:aws:events:us-east-1:123456789012:connection/Pay/81210c42';
const SECRET = 'a-secret-that-nobody-may-see';

describe('stepwright run, with tasks that do something outside', () => {
  const cli = useCli();
  const server = useLocalServer();

  /** The server of the test has to answer meanwhile. */
  async function run(...args: readonly string[]): Promise<Outcome> {
    const child = cli.start('run', ...args);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => {
      stdout += part;
    });
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, stdout, stderr };
  }

  before(() => {
    cli.write('invoke.asl.json', task('arn:aws:states:::lambda:invoke', { FunctionName: 'charge', 'Payload.$': '$' }));
    cli.write(
      'token.asl.json',
      task('arn:aws:states:::lambda:invoke.waitForTaskToken', {
        FunctionName: 'charge',
        Payload: { 'token.$': '$$.Task.Token' },
      }),
    );
    cli.write(
      'http.asl.json',
      task('arn:aws:states:::http:invoke', {
        ApiEndpoint: 'https://api.example.com/v1',
        Method: 'POST',
        'RequestBody.$': '$',
        InvocationConfig: { ConnectionArn: CONNECTION },
      }),
    );
    cli.write(
      'api.asl.json',
      task('arn:aws:states:::apigateway:invoke', {
        ApiEndpoint: 'abc123.execute-api.eu-west-1.amazonaws.com',
        Method: 'GET',
        Stage: 'prod',
        Path: 'bills',
      }),
    );
    cli.write(
      'put.asl.json',
      task('arn:aws:states:::aws-sdk:dynamodb:putItem', { TableName: 't', Item: { id: { S: '1' } } }),
    );
    cli.write(
      'charge.cjs',
      'exports.handler = async (event) => { console.log("charging"); return { twice: event.n * 2 }; };',
    );
    cli.write(
      'answer.cjs',
      `exports.handler = async ({ token }) => {
      const headers = { 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' };
      await fetch(process.env.AWS_ENDPOINT_URL_SFN, { method: 'POST', headers, body: JSON.stringify({ taskToken: token, output: '{"done": true}' }) });
    };`,
    );
    mkdirSync(join(cli.folder, 'node_modules', '@aws-sdk'), { recursive: true });
    const installed = join(ROOT, 'node_modules', '@aws-sdk', 'client-dynamodb');
    symlinkSync(installed, join(cli.folder, 'node_modules', '@aws-sdk', 'client-dynamodb'), 'junction');
  });

  it('runs a handler and tells what it prints', async () => {
    const { code, stdout, stderr } = await run(
      'invoke.asl.json',
      '--input',
      '{"n": 4}',
      '--handler',
      'charge=charge.cjs',
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout).Payload, { twice: 8 });
    assert.equal(stderr, 'Charge: charging\n');
  });

  it('lets a handler answer its task token', async () => {
    const { code, stdout, stderr } = await run('token.asl.json', '--handler', 'charge=answer.cjs');
    assert.deepEqual([code, stdout, stderr], [0, '{\n  "done": true\n}\n', '']);
  });

  it('says how to answer a task token that the handler leaves', async () => {
    const child = cli.start('run', 'token.asl.json', '--handler', 'charge=charge.cjs');
    let stderr = '';
    const url = new Promise<string>((resolve) => {
      child.stderr.on('data', (part) => {
        stderr += part;
        const [, found] = /--endpoint-url (\S+) --task-token '/.exec(stderr) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const [address, ended] = [await url, new Promise((resolve) => child.on('close', resolve))];
    const [, token] = /--task-token '([^']+)'/.exec(stderr) ?? [];
    const headers = { 'x-amz-target': 'AWSStepFunctions.SendTaskFailure' };
    await fetch(address, { method: 'POST', headers, body: JSON.stringify({ taskToken: token, error: 'Declined' }) });
    assert.equal(await ended, 1);
    assert.match(stderr, /State 'Charge' is sent to the handler charge\.cjs, and waits for its task token\./);
    assert.match(stderr, /The execution ended with FAILED\. Declined/);
  });

  it('ends though a task still waits for its token where another branch has failed', async () => {
    const { States } = task('arn:aws:states:::lambda:invoke.waitForTaskToken', { FunctionName: 'charge' }) as {
      readonly States: object;
    };
    const refused = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'refuse' },
      End: true,
    };
    const branches = [
      { StartAt: 'Charge', States },
      { StartAt: 'Refuse', States: { Refuse: refused } },
    ];
    cli.write('both.asl.json', {
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: branches, End: true } },
    });
    cli.write('refuse.cjs', 'exports.handler = () => new Promise((_, no) => setTimeout(no, 500, new Error("no")));');
    const { code, stderr } = await run(
      'both.asl.json',
      '--handler',
      'charge=charge.cjs',
      '--handler',
      'refuse=refuse.cjs',
    );
    assert.equal(code, 1, stderr);
    assert.match(stderr, /waits for its task token/);
  });

  it('ends its handlers when it is stopped', async () => {
    cli.write('endless.cjs', 'exports.handler = () => { console.log(process.pid); for (;;); };');
    const child = cli.start('run', 'invoke.asl.json', '--handler', 'charge=endless.cjs');
    const pid = await new Promise<number>((resolve) => {
      child.stderr.on('data', (part) => {
        const [, found] = /^Charge: (\d+)/.exec(String(part)) ?? [];
        if (found !== undefined) resolve(Number(found));
      });
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    assert.equal(await ended, 130);
    while (isAlive(pid)) await new Promise(setImmediate);
  });

  it('sends HTTP Tasks to the address that stands for theirs, and keeps what the connection holds to itself', async () => {
    server.answer = () => ({ headers: { 'content-type': 'application/json' }, body: '{"id": 7}' });
    cli.write('connections.json', { Pay: { bearer: '${env:PAY_TOKEN}' } });
    process.env.PAY_TOKEN = SECRET;
    const given = ['http.asl.json', '--input', '{"n": 1}', '--send-http', '--connections', 'connections.json'];
    const { code, stdout, stderr } = await run(
      ...given,
      '--http-endpoint',
      `https://api.example.com=${server.url}`,
      '--store',
      'runs',
      '--history',
      'history.json',
    );
    delete process.env.PAY_TOKEN;
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout).ResponseBody, { id: 7 });
    const [request] = server.requests;
    assert.deepEqual(
      [request?.url, request?.body, request?.headers.authorization],
      ['/v1', '{"n":1}', `Bearer ${SECRET}`],
    );
    const [, journal = ''] = /is kept in (\S+)\.\n/.exec(stderr) ?? [];
    for (const kept of [journal, 'history.json'])
      assert.doesNotMatch(readFileSync(join(cli.folder, kept), 'utf8'), new RegExp(SECRET), kept);
    assert.doesNotMatch(stdout + stderr, new RegExp(SECRET));
  });

  it('gets the tokens of connections itself, and calls APIs at their endpoint', async () => {
    server.answer = ({ url }) => ({ body: url === '/token' ? '{"access_token": "t1"}' : '"paid"' });
    const oauth = { authorizationEndpoint: `${server.url}/token`, clientId: 'me', clientSecret: SECRET };
    cli.write('connections.json', { Pay: { oauth } });
    const given = ['http.asl.json', '--send-http', '--connections', 'connections.json'];
    const paid = await run(...given, '--http-endpoint', `https://api.example.com=${server.url}`);
    assert.equal(paid.code, 0, paid.stderr);
    assert.doesNotMatch(paid.stdout + paid.stderr, new RegExp(SECRET));
    const called = await run('api.asl.json', '--service', `apigateway=${server.url}`);
    assert.equal(called.code, 0, called.stderr);
    assert.deepEqual(
      server.requests.map(({ url, headers }) => `${url} ${headers.authorization}`),
      ['/token undefined', '/v1 Bearer t1', '/prod/bills undefined'],
    );
  });

  it('does not send to hosts that are not allowed', async () => {
    const { code, stderr } = await run('http.asl.json', '--send-http');
    assert.equal(code, 2);
    assert.match(
      stderr,
      /Charge is not sent: api\.example\.com is neither this machine nor among the hosts of the option --allow-host\./,
    );
    assert.match(stderr, /State 'Charge' has no answer: its request was not sent\./);
    const sampled = await run('http.asl.json', '--send-http', '--samples');
    assert.equal(sampled.code, 0, sampled.stderr);
    assert.match(sampled.stderr, /Charge is not sent: .*\nState 'Charge' gets a sample, which is no real result\./);
  });

  it('calls services at an endpoint', async () => {
    server.answer = () => ({ body: '{"Attributes": {"n": {"N": "1"}}}' });
    const { code, stdout, stderr } = await run('put.asl.json', '--service', `dynamodb=${server.url}`);
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { Attributes: { n: { N: '1' } } });
    server.answer = () => ({ status: 400, body: '{"__type": "x#ConditionalCheckFailedException", "message": "No."}' });
    const failing = await run('put.asl.json', '--service', `*=${server.url}`);
    assert.match(failing.stderr, /FAILED\. DynamoDb\.ConditionalCheckFailedException: No\. \(Service: DynamoDb, /);
  });

  it('gives samples where that is wished, and says that they are', async () => {
    const { code, stdout, stderr } = await run('invoke.asl.json', '--samples');
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(stdout).Payload, { result: 'sample' });
    assert.equal(stderr, "State 'Charge' gets a sample, which is no real result.\n");
  });

  it('says so once of a state that is entered again and again', async () => {
    const { States } = JSON.parse(readFileSync(join(cli.folder, 'invoke.asl.json'), 'utf8'));
    const Items = [{ n: 1 }, { n: 2 }, { n: 3 }];
    const ItemProcessor = { StartAt: 'Charge', States };
    const map = { Type: 'Map', ItemsPath: '$.n', ItemProcessor, End: true };
    cli.write('each.asl.json', { StartAt: 'Each', States: { Each: map } });
    const { stderr } = await run('each.asl.json', '--samples', '--input', JSON.stringify({ n: Items }));
    assert.equal(stderr, "State 'Charge' gets a sample, which is no real result.\n");
  });

  it('takes the reference of a template by the name of its resource', async () => {
    for (const Resource of ['${ChargeFunction}', '${ChargeFunction.Arn}'])
      cli.write(`reference-${Resource.length}.asl.json`, task(Resource, { n: 4 }));
    cli.write(
      'reference-0.asl.json',
      task('arn:aws:states:::lambda:invoke', { FunctionName: '${ChargeFunction}', Payload: { n: 4 } }),
    );
    for (const number of [0, 17, 21]) {
      const { stdout, stderr } = await run(`reference-${number}.asl.json`, '--handler', 'ChargeFunction=charge.cjs');
      assert.match(stdout, /"twice": 8/, stderr);
    }
  });

  it('does nothing outside again when an execution is resumed', async () => {
    const machine = {
      StartAt: 'Charge',
      States: {
        ...JSON.parse(readFileSync(join(cli.folder, 'invoke.asl.json'), 'utf8')).States,
        Ship: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: 'q', MessageBody: 'm' },
          End: true,
        },
      },
    };
    delete machine.States.Charge.End;
    machine.States.Charge.Next = 'Ship';
    cli.write('two.asl.json', machine);
    const first = await run('two.asl.json', '--handler', 'charge=charge.cjs', '--store', 'runs', '--input', '{"n": 1}');
    assert.equal(first.code, 2);
    const [, journal = ''] = /is kept in (\S+)\.\n/.exec(first.stderr) ?? [];
    const second = await run('--resume', journal, '--handler', 'charge=charge.cjs', '--samples');
    assert.equal(second.code, 0, second.stderr);
    assert.doesNotMatch(second.stderr, /charging/);
  });

  it('takes the hosts that are allowed also for the debug adapter', async () => {
    for (const [given, said] of [
      [[], /s3\.example\.com is neither this machine nor among the hosts of the option --allow-host\./],
      [['--allow-host', '*.example.com'], /"initialized"/],
    ] as const) {
      const adapter = cli.start('dap', '--stdio', ...given);
      const told = new Promise<string>((resolve) => {
        let text = '';
        adapter.stdout.on('data', (part) => {
          text += part;
          if (said.test(text)) resolve(text);
        });
        adapter.on('close', () => resolve(text));
      });
      const launch = { program: join(cli.folder, 'put.asl.json'), services: { s3: 'https://s3.example.com' } };
      for (const [seq, command, args] of [
        [1, 'initialize', { adapterID: 'asl' }],
        [2, 'launch', launch],
      ] as const) {
        const message = JSON.stringify({ seq, type: 'request', command, arguments: args });
        adapter.stdin.write(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
      }
      assert.match(await told, said);
      adapter.stdin.end();
    }
  });

  for (const [what, args, message] of [
    [
      'a handler of another kind',
      ['--handler', 'charge=charge.sh'],
      /^--handler 'charge' has to be the path of a handler file/,
    ],
    ['a handler that is missing', ['--handler', 'charge=gone.js'], /^--handler 'charge' cannot be used: /],
    [
      'a remote handler',
      ['--handler', 'charge=https://x.example.com'],
      /^--handler 'charge' cannot be used: x\.example\.com is neither this machine/,
    ],
    [
      'a service elsewhere',
      ['--service', 's3=https://s3.example.com'],
      /^--service 's3' cannot be used: s3\.example\.com is neither this machine/,
    ],
    [
      'an address in the place of a host',
      ['--send-http', '--allow-host', 'https://x.example.com/'],
      /^'https:\/\/x\.example\.com\/' is no host\. --allow-host takes a name .*: api\.example\.com/,
    ],
    ['no address', ['--service', 's3=here'], /^--service 's3' has to be an address such as/],
    [
      'connections without sending',
      ['--connections', 'c.json'],
      /^--http-endpoint and --connections go with --send-http/,
    ],
    ['connections that are missing', ['--send-http', '--connections', 'gone.json'], /gone\.json/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await run('invoke.asl.json', ...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    });
  }

  it('names the variable of the environment that is missing', async () => {
    cli.write('unset.json', { Pay: { bearer: '${env:NOBODY_HAS_SET_THIS}' } });
    const { code, stderr } = await run('http.asl.json', '--send-http', '--connections', 'unset.json');
    assert.deepEqual([code, stderr], [2, "unset.json: The environment has no variable 'NOBODY_HAS_SET_THIS'.\n"]);
  });
});

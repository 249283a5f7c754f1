/**
 * Calls an AWS API with the client of the SDK that the workspace itself has: no client is shipped. It is looked
 * for from the definition's folder upward, to the folder of the workspace.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { serviceNameOf } from '#asl/services/naming';
import type { Running, ServiceReply, ServiceRequest } from '../host.ts';
import { startChild } from './child-process.ts';
import { SERVICE_RUNNER } from './service-runner.ts';
import type { Credentials } from './signature.ts';

/** Services here want some name; what comes of a name that is not theirs is not looked at by them. */
export const NOBODYS_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** `root`: the folder above which no client is looked for; undefined where there is no such bound. */
export function callService(request: ServiceRequest, file: string, root: string | undefined): Running<ServiceReply> {
  const folder = dirname(file);
  const client = findClient(request.service, folder, root);
  if (client !== undefined) return runClient(request, client, folder);
  const refused = `${request.service} is called with the package @aws-sdk/client-${request.clientName}, which is not installed. Install it where the definition is: npm install --save-dev @aws-sdk/client-${request.clientName} in ${root ?? folder}.`;
  return { result: Promise.resolve({ refused }), cancel: () => undefined };
}

/** The folder of the service's client; packages are told by their names. */
function findClient(service: string, folder: string, root: string | undefined): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const scope = join(at, 'node_modules', '@aws-sdk');
    const found = namesIn(scope).find(
      (name) => name.startsWith('client-') && serviceNameOf(name.slice('client-'.length)) === service,
    );
    if (found !== undefined) return join(scope, found);
    if (dirname(at) === at || (root !== undefined && !isBelow(dirname(at), root))) return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // There is no such folder.
    return [];
  }
}

const isBelow = (folder: string, root: string): boolean => !/^\.\.(?:[\\/]|$)/.test(relative(root, folder));

function runClient(request: ServiceRequest, client: string, folder: string): Running<ServiceReply> {
  const { action, input, endpoint, log } = request;
  const place = mkdtempSync(join(tmpdir(), 'stepwright-service-'));
  const answer = join(place, 'answer.json');
  const child = startChild({
    program: process.execPath,
    args: ['-e', SERVICE_RUNNER],
    folder,
    // Where Node is Electron, it has to be told to be Node. What the machine knows of AWS leads nowhere else.
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      NODE_NO_WARNINGS: '1',
      AWS_ENDPOINT_URL: undefined,
    },
    input: JSON.stringify({
      client,
      answer,
      action,
      input,
      endpoint: endpoint.url,
      region: endpoint.region,
      credentials: endpoint.credentials ?? environmentCredentials() ?? NOBODYS_CREDENTIALS,
      timeout: endpoint.timeout,
    }),
    timeout: endpoint.timeout,
    log,
  });
  const result = child.ended
    .then(({ how, isLate, failure }): ServiceReply => {
      const { host } = new URL(endpoint.url);
      if (isLate) return { unreachable: `${host} did not answer within ${endpoint.timeout / 1000} seconds` };
      if (failure !== undefined) return { refused: `${process.execPath} cannot be started: ${failure}` };
      return replyIn(answer) ?? { refused: `The client of ${request.service} ended (${how}) without an answer.` };
    })
    .finally(() => rmSync(place, { recursive: true, force: true }));
  return { result, cancel: child.end };
}

/** The keys of the environment; undefined where it has none. */
export function environmentCredentials(): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
}

function replyIn(file: string): ServiceReply | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ServiceReply;
  } catch {
    // Nothing was written: the process has ended before.
    return undefined;
  }
}

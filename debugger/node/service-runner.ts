/**
 * The program that calls an AWS API with the client of the workspace, in a process of its own. It reads what to call
 * from standard input and writes the answer into a file. Nothing goes anywhere but to the endpoint that it was given.
 */
export const SERVICE_RUNNER = `
const fs = require('node:fs');
const { client: folder, answer, action, input, endpoint, region, credentials, timeout } = JSON.parse(fs.readFileSync(0, 'utf8'));
// A result may have 256 KiB; what is far beyond need not be read by anybody.
const MOST = 4 * 1024 * 1024;
const tell = (value) => {
  const text = JSON.stringify(value);
  fs.writeFileSync(answer, text.length > MOST ? '{"isTooLarge": true}' : text);
  process.exit(0);
};
const revive = (value) => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value.$bytes === 'string') return Buffer.from(value.$bytes, 'base64');
  if (typeof value.$time === 'string') return new Date(/^\\d+(\\.\\d+)?$/.test(value.$time) ? Number(value.$time) * 1000 : value.$time);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revive(one)]));
};
const textOf = (bytes) => {
  try { return new TextDecoder('utf-8', { fatal: true }).decode(bytes); } catch { return Buffer.from(bytes).toString('base64'); }
};
const plain = async (value) => {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (value instanceof Uint8Array) return textOf(value);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.transformToByteArray === 'function') return textOf(await value.transformToByteArray());
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  const entries = await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await plain(one)]));
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
};
(async () => {
  let headers = {};
  const httpOf = (metadata = {}) => ({ status: metadata.httpStatusCode, requestId: metadata.requestId, extendedRequestId: metadata.extendedRequestId, headers });
  try {
    const module = require(folder);
    const names = Object.keys(module);
    const clientName = names.find((name) => /^[A-Z]\\w*Client$/.test(name));
    const commandName = names.find((name) => name.toLowerCase() === action.toLowerCase() + 'command');
    if (!clientName || !commandName) return tell({ refused: folder + ' has no ' + action + '.' });
    const client = new module[clientName]({
      endpoint, region, credentials, maxAttempts: 1, forcePathStyle: true, disableHostPrefix: true, useQueueUrlAsEndpoint: false,
      requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED', requestHandler: { requestTimeout: timeout, connectionTimeout: timeout },
    });
    const wanted = new URL(endpoint);
    client.middlewareStack.add((next) => async (args) => {
      const { hostname, port, protocol } = args.request;
      const isWanted = hostname === wanted.hostname && protocol === wanted.protocol && String(port ?? '') === wanted.port;
      if (!isWanted) throw Object.assign(new Error('The client would call ' + hostname + ' instead of ' + wanted.host + '.'), { name: 'WrongEndpoint' });
      const result = await next(args);
      headers = { ...result.response?.headers };
      return result;
    }, { step: 'finalizeRequest', priority: 'low', name: 'stepwrightEndpoint' });
    const { $metadata, ...output } = await client.send(new module[commandName](revive(input)));
    tell({ output: await plain(output), http: httpOf($metadata) });
  } catch (error) {
    if (error?.name === 'WrongEndpoint') tell({ refused: error.message });
    else if (error?.$fault !== undefined || error?.$response !== undefined || error?.$metadata?.httpStatusCode !== undefined) {
      headers = { ...error.$response?.headers };
      tell({ error: error.name, code: error.Code ?? error.code, message: error.message || error.Message || '', http: httpOf(error.$metadata) });
    } else if (error?.code !== undefined || error?.name === 'TimeoutError') tell({ unreachable: wanted(endpoint) + ': ' + (error.message || error.code) });
    else tell({ refused: 'The client cannot make the call: ' + (error?.message ?? String(error)) });
  }
})();
function wanted(url) { return new URL(url).host; }
`;

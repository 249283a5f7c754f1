/**
 * `handlers` of a launch configuration: files and addresses by the name of a function. Whatever is wrong with one ends
 * the launch; nothing is run yet.
 */
import type { HandlerSource, LaunchArguments } from '#protocol';
import { fail, messageOf } from '../errors.ts';
import { baseName, type DebugHost, type HandlerTarget } from '../host.ts';
import type { LocalHandlers } from '../tasks/local-handlers.ts';

const FORM =
  'the path of a handler file (charge.js, or charge.py#lambda_handler), an address such as http://127.0.0.1:3001, or {"file": …, "handler": …, "timeoutSeconds": …} or {"url": …}';
const MOST_SECONDS = 900;
const DEFAULT_SECONDS = 30;

/** The handlers that tasks may be answered by. */
export async function loadHandlers(
  host: Pick<DebugHost, 'handlers' | 'readText' | 'resolve'>,
  { handlers = {}, program }: LaunchArguments,
): Promise<LocalHandlers> {
  const loaded = new Map<string, HandlerTarget>();
  for (const [name, given] of Object.entries(handlers)) {
    const wrong = (message: string): never =>
      fail('badHandler', `The launch configuration's 'handlers' → '${name}' ${message}`);
    const source = handlerSourceOf(given);
    if (!source) return wrong(`has to be ${FORM}.`);
    if (!host.handlers) return wrong('cannot be used: code is not run here.');
    const target = targetOf(host, source, program);
    const refusal = host.handlers.refusal(target);
    if (refusal !== undefined) return wrong(`cannot be used: ${refusal}`);
    if (target.file !== undefined) {
      await host.readText(target.file).catch((error) => wrong(`cannot be used: ${messageOf(error)}`));
    }
    loaded.set(name, target);
  }
  return loaded;
}

function targetOf(host: Pick<DebugHost, 'resolve'>, source: HandlerSource, program: string): HandlerTarget {
  const timeout = (source.timeoutSeconds ?? DEFAULT_SECONDS) * 1000;
  if ('url' in source) return { url: source.url, timeout, label: `the function at ${source.url}` };
  const file = host.resolve(source.file, program);
  const handler = source.handler ?? (file.endsWith('.py') ? 'lambda_handler' : 'handler');
  return { file, handler, timeout, label: `the handler ${baseName(file)}` };
}

function handlerSourceOf(given: unknown): HandlerSource | undefined {
  if (typeof given === 'string') {
    if (/^https?:\/\//i.test(given)) return handlerSourceOf({ url: given });
    const [file = '', handler] = given.split('#');
    return handlerSourceOf(handler === undefined ? { file } : { file, handler });
  }
  if (typeof given !== 'object' || given === null) return undefined;
  const { file, url, handler, timeoutSeconds } = given as Readonly<Record<string, unknown>>;
  const hasTime =
    timeoutSeconds === undefined ||
    (typeof timeoutSeconds === 'number' && timeoutSeconds > 0 && timeoutSeconds <= MOST_SECONDS);
  if (!hasTime || (file === undefined) === (url === undefined)) return undefined;
  if (url !== undefined) return isAddress(url) && handler === undefined ? (given as HandlerSource) : undefined;
  const isRight =
    typeof file === 'string' &&
    /\.(?:[cm]?js|py)$/i.test(file) &&
    (handler === undefined || (typeof handler === 'string' && /^[A-Za-z_$][\w$]*$/.test(handler)));
  return isRight ? (given as HandlerSource) : undefined;
}

function isAddress(url: unknown): url is string {
  return typeof url === 'string' && /^https?:\/\/[^\s/?#]+[^\s]*$/i.test(url);
}

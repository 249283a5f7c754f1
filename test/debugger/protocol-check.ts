/** Holds messages against the protocol: the tests' clients call it for everything that goes in either direction. */
import { Ajv, type ValidateFunction } from 'ajv';
import { protocolSchemas } from './protocol-schema.ts';

const definitions = protocolSchemas();
const ajv = new Ajv({ allErrors: true, strict: false });
const validators = new Map<string, ValidateFunction>();

/** Requests and events of our own; the protocol allows them and says nothing of their content. */
const isOwn = (name: string): boolean => name.startsWith('stepwright/');

/** Fails when the message is not one that the protocol describes. */
export function checkMessage(message: object): void {
  const name = nameOf(message as Record<string, unknown>);
  const validate = validatorFor(name);
  if (validate(message)) return;
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message: text, params }) => `${instancePath || '/'} ${text} ${JSON.stringify(params)}`,
  );
  throw new Error(`This is no ${name}:\n${problems.slice(0, 5).join('\n')}\n${JSON.stringify(message)}`);
}

/** The name of the interface that describes a message. */
function nameOf({ type, command, event, success }: Record<string, unknown>): string {
  const own = String(type === 'event' ? event : command);
  const capital = own.charAt(0).toUpperCase() + own.slice(1);
  if (type === 'response' && success === false) return 'ErrorResponse';
  if (type === 'event') return isOwn(own) ? 'Event' : `${capital}Event`;
  const kind = type === 'request' ? 'Request' : 'Response';
  return isOwn(own) || !(`${capital}${kind}` in definitions) ? kind : `${capital}${kind}`;
}

function validatorFor(name: string): ValidateFunction {
  const known = validators.get(name);
  if (known) return known;
  if (!(name in definitions)) throw new Error(`The protocol has no ${name}.`);
  const made = ajv.compile({ $ref: `#/definitions/${name}`, definitions: openForLaunch(definitions) });
  validators.set(name, made);
  return made;
}

/** The arguments of launch and attach are the adapter's own affair, and a restart repeats them. */
function openForLaunch(all: typeof definitions): Record<string, unknown> {
  const open = { ...all.LaunchRequestArguments, additionalProperties: true };
  const openAttach = { ...all.AttachRequestArguments, additionalProperties: true };
  return { ...all, LaunchRequestArguments: open, LaunchArguments: open, AttachRequestArguments: openAttach };
}

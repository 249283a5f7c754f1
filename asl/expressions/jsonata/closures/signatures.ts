/**
 * The library's signatures of functions (`<s-nn?:s>`) as quick tests of arguments. They know the plain cases only:
 * each argument is of the type at its position. Everything else is for the library's own check, which is slow.
 */

interface Parameter {
  readonly accepts: (value: unknown) => boolean;
  /** A single value is wrapped into a list. */
  readonly isList: boolean;
  /** It may be left out, and nothing else is put in its place. */
  readonly isOptional: boolean;
}

/** Gives the arguments as the function is to be called with them; undefined where the library has to look at them. */
export type QuickCheck = (args: readonly unknown[]) => unknown[] | undefined;

/** The quick check of a signature. */
export function quickCheckOf(signature: string): QuickCheck {
  const parameters = parametersOf(signature);
  if (!parameters) return () => undefined;
  const required = parameters.reduce((count, { isOptional }, i) => (isOptional ? count : i + 1), 0);
  return (args) => {
    if (args.length < required || args.length > parameters.length) return undefined;
    const checked: unknown[] = [];
    for (let i = 0; i < args.length; i++) {
      const { accepts, isList } = parameters[i] as Parameter;
      const arg = args[i];
      if (arg !== undefined && !accepts(arg)) return undefined;
      checked.push(isList && arg !== undefined && !Array.isArray(arg) ? [arg] : arg);
    }
    return checked;
  };
}

const PARAMETER = /\(([a-z]+)\)([-?]?)|([a-z])(?:<([a-z:]+)>)?([-?]?)/y;

function parametersOf(signature: string): readonly Parameter[] | undefined {
  const text = signature.slice(1, signature.indexOf(':') < 0 ? -1 : signature.lastIndexOf(':'));
  const parameters: Parameter[] = [];
  const parameter = new RegExp(PARAMETER);
  while (parameter.lastIndex < text.length) {
    const match = parameter.exec(text);
    if (!match) return undefined;
    const [, choice, choiceMark, type = '', items, mark] = match;
    const isOptional = (choiceMark ?? mark) === '?';
    if (choice) parameters.push({ accepts: (value) => isOneOf(choice, value), isList: false, isOptional });
    else if (type === 'a') parameters.push({ accepts: listOf(items), isList: true, isOptional });
    else parameters.push({ accepts: (value) => isOneOf(type, value), isList: false, isOptional });
  }
  return parameters;
}

const isOneOf = (types: string, value: unknown): boolean =>
  types === 'x' || types.includes(typeLetter(value)) || (types === 'j' && typeof value !== 'function');

function listOf(items: string | undefined): (value: unknown) => boolean {
  if (items === undefined) return () => true;
  return (value) => Array.isArray(value) && value.every((item) => typeLetter(item) === items);
}

function typeLetter(value: unknown): string {
  if (value === null) return 'l';
  if (Array.isArray(value)) return 'a';
  return TYPE_LETTERS[typeof value] ?? 'm';
}

const TYPE_LETTERS: Readonly<Record<string, string>> = {
  string: 's',
  number: 'n',
  boolean: 'b',
  object: 'o',
  function: 'f',
};

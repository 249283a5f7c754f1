/**
 * The files that lie beside a definition and belong to it: `order.asl.json` has `order.input.json` and
 * `order.mocks.json`. Names only; nothing is read here.
 */
const ENDINGS = /\.(?:asl\.json|asl\.ya?ml|asl|json|ya?ml)$/i;

/** The path without the ending that says what the file holds. */
export function stemOf(path: string): string {
  return path.replace(ENDINGS, '');
}

export function inputFileOf(path: string): string {
  return `${stemOf(path)}.input.json`;
}

export function mockFileOf(path: string): string {
  return `${stemOf(path)}.mocks.json`;
}

/** True where a launch configuration takes its mocks from AWS's mock configuration, which holds no answers of ours. */
export function takesAwsMocks({ mocks, testCase }: Readonly<Record<string, unknown>>): boolean {
  return typeof mocks === 'string' && (testCase !== undefined || /(?:^|[\\/])MockConfigFile[^\\/]*$/i.test(mocks));
}

/** The last part of a path, for people. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

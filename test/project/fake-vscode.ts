/**
 * Loads the built client with a stand-in for the `vscode` module: every property exists and does nothing, and what
 * the extension registers is written down. Enough to see what activation does, without an editor.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { posix } from 'node:path';
import { ROOT } from './bundles.ts';

/** The client and what it loads with a session; both read settings. */
const CLIENT_BUNDLES = ['client.cjs', 'handlers.cjs'];

export interface Activated {
  readonly commands: readonly string[];
  readonly debugTypes: readonly string[];
  readonly milliseconds: number;
  /** The text of the bundles of the client. */
  readonly sources: readonly string[];
}

/** Something that can be called, constructed and asked for any property. */
function anything(known: Readonly<Record<string, unknown>> = {}): unknown {
  // A class, because only a class or function can be both called and constructed through a proxy.
  return new Proxy(class {}, {
    apply: () => anything(),
    set: () => true,
    get: (_, name) => {
      if (typeof name === 'string' && name in known) return known[name];
      if (name === Symbol.iterator) return [][Symbol.iterator];
      if (name === Symbol.toPrimitive) return () => '';
      return name === 'then' ? undefined : anything();
    },
    construct: () => anything() as object,
  });
}

/** The module `vscode`: everything that its types export is there, the given namespaces as given. */
function vscodeWith(known: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const types = readFileSync(`${ROOT}node_modules/@types/vscode/index.d.ts`, 'utf8');
  const names = [...types.matchAll(/^\texport (?:namespace|class|enum|const) (\w+)/gm)].map((match) => match[1] ?? '');
  return Object.fromEntries(names.map((name) => [name, known[name] ?? anything()]));
}

/** Activates `dist/client.cjs` once more on a fresh stand-in. */
export function activateBundle(): Activated {
  const commands: string[] = [];
  const debugTypes = new Set<string>();
  const vscode = vscodeWith({
    commands: anything({ registerCommand: (id: string) => void commands.push(id) }),
    debug: anything({
      registerDebugConfigurationProvider: (type: string) => void debugTypes.add(type),
      registerDebugAdapterDescriptorFactory: (type: string) => void debugTypes.add(type),
    }),
    workspace: anything({ textDocuments: [] }),
    window: anything({ activeTextEditor: undefined, visibleTextEditors: [] }),
  });
  const file = `${ROOT}dist/client.cjs`;
  const load = createRequire(file);
  delete load.cache[file];
  const { activate } = withVscode(vscode, () => load(file));
  const began = performance.now();
  const subscriptions: { dispose?: () => void }[] = [];
  activate(anything({ subscriptions }));
  const milliseconds = performance.now() - began;
  for (const item of subscriptions) item?.dispose?.();
  return {
    commands,
    debugTypes: [...debugTypes],
    milliseconds,
    sources: CLIENT_BUNDLES.map((name) => readFileSync(`${ROOT}dist/${name}`, 'utf8')),
  };
}

/** The host of what a session has done outside, as `dist/handlers.cjs` makes it in a workspace. */
export interface OutsideHost {
  readonly handlers: { refusal(target: { readonly file?: string; readonly url?: string }): string | undefined };
  readonly requests: { refusal(url: string): string | undefined };
}

/** Makes that host on a fresh stand-in. */
export function outsideHostIn(isTrusted: boolean, settings: Readonly<Record<string, unknown>>): OutsideHost {
  const fileAt = (path: string) => ({ scheme: 'file', path, fsPath: path });
  const folder = { uri: fileAt('/w') };
  const vscode = vscodeWith({
    workspace: anything({
      isTrusted,
      getConfiguration: () => ({ get: (name: string, otherwise: unknown) => settings[name] ?? otherwise }),
      // As VS Code does, which looks at the beginning of the path.
      getWorkspaceFolder: ({ path }: { path: string }) => (path.startsWith('/w/') ? folder : undefined),
      workspaceFolders: [folder],
    }),
    Uri: anything({
      file: fileAt,
      joinPath: ({ path }: { path: string }, ...parts: string[]) => fileAt(posix.join(path, ...parts)),
    }),
    l10n: anything({ t: (text: string) => text }),
  });
  const file = `${ROOT}dist/handlers.cjs`;
  const load = createRequire(file);
  delete load.cache[file];
  const { workspaceHandlers } = withVscode(vscode, () => load(file));
  return withVscode(vscode, () => workspaceHandlers(anything({ workspaceFolder: undefined })));
}

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
}

/** VS Code hands out its API through `require('vscode')`; so does this, for as long as the callback runs. */
function withVscode<T>(vscode: unknown, run: () => T): T {
  const loader = Module as unknown as Loader;
  const original = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? vscode : original.call(loader, request, ...rest));
  try {
    return run();
  } finally {
    loader._load = original;
  }
}

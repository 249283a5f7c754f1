// The VS Code server needs Node 22.15 or newer (node:module registerHooks). A machine that has an older one gets
// Node 24 as a single binary from the npm registry.
import path from 'node:path';
import { cached, fetchPackage, unpack } from './cache.mjs';

const VERSION = '24.21.0';
/** @type {Readonly<Record<string, string>>} */
const SHA512 = {
  'linux-x64': '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'linux-arm64': 'FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  'win-x64': '0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
};

/** The path of a Node that can run the server: this process's own where it is new enough. */
export async function serverNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return process.execPath;
  const windows = process.platform === 'win32';
  const platform = `${windows ? 'win' : process.platform}-${process.arch}`;
  const sha512 = SHA512[platform];
  if (!sha512) {
    throw new Error(`VS Code's server needs Node 22.15 or newer, and this is Node ${process.versions.node}.`);
  }
  const binary = windows ? 'node.exe' : 'node';
  const folder = await cached(
    `node-${VERSION}`,
    `Fetching Node ${VERSION} (52 MB) for VS Code's server …`,
    async (stage, scratch) => {
      const tarball = await fetchPackage({ spec: `node-${platform}@${VERSION}`, sha512 }, scratch);
      await unpack(tarball, stage, ['--strip-components=2', `package/bin/${binary}`]);
    },
  );
  return path.join(folder, binary);
}

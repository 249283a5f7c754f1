// Modules that VS Code's server imports but that a local session does not need: native ones would have to be
// compiled, and telemetry is not wanted. The logger is real, so that a failed test has logs to look at.

const LOGGER = `import fs from 'node:fs';
import path from 'node:path';
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
export function setFlushOn() {}
export function setLevel() {}
export class Logger {
  constructor(file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  setLevel(level) { this.level = level; }
  getLevel() { return this.level; }
  setPattern() {}
  clearFormatters() { this.plain = true; }
  flush() {}
  drop() {}
  put(level, message) {
    if (level < this.level) return;
    const line = this.plain ? message : new Date().toISOString() + ' [' + LEVELS[level] + '] ' + message + '\\n';
    // A log folder that was removed must not take the server down.
    try { fs.appendFileSync(this.file, line); } catch { this.level = LEVELS.length; }
  }
  trace(message) { this.put(0, message); }
  debug(message) { this.put(1, message); }
  info(message) { this.put(2, message); }
  warn(message) { this.put(3, message); }
  error(message) { this.put(4, message); }
  critical(message) { this.put(5, message); }
}
export async function createRotatingLogger(name, file) { return new Logger(file); }
export async function createAsyncRotatingLogger(name, file) { return new Logger(file); }
`;

/** @type {Readonly<Record<string, { type: 'module' | 'commonjs', text: string }>>} */
export const STUBS = {
  '@vscode/spdlog': { type: 'module', text: LOGGER },
  '@vscode/native-watchdog': { type: 'commonjs', text: 'exports.start = () => {};\n' },
  '@microsoft/1ds-core-js': { type: 'module', text: 'export class AppInsightsCore {}\n' },
  '@vscode/deviceid': { type: 'module', text: "export const getDeviceId = async () => 'local';\n" },
  '@vscode/ripgrep-universal': { type: 'module', text: "export { rgPath } from '@vscode/ripgrep';\n" },
};

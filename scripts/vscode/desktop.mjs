// Finds a desktop VS Code on this machine. The `code` of a remote session, a container or a terminal without a screen
// is none: it cannot open a window with an extension under development.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const windows = process.platform === 'win32';

/** The path of the `code` command of a desktop VS Code, or undefined. */
export function findDesktopCode() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const names = windows ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders'];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find((file) => !file.includes('remote-cli') && isExecutable(file));
}

/**
 * Opens a window; true when the command took it.
 * @param {string} code
 * @param {readonly string[]} args
 */
export function openDesktop(code, args) {
  // Of the shell on Windows: .cmd files are run by it, and it needs quotes around paths with spaces.
  const given = windows ? args.map((arg) => `"${arg}"`) : [...args];
  return spawnSync(windows ? `"${code}"` : code, given, { stdio: 'inherit', shell: windows }).status === 0;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// A file system in memory: what VS Code for the web opens as its folder in the smoke test.
const vscode = require('vscode');

class MemoryFiles {
  constructor(files) {
    this.files = new Map();
    this.changed = new vscode.EventEmitter();
    this.onDidChangeFile = this.changed.event;
    const encoder = new TextEncoder();
    for (const [name, text] of Object.entries(files)) this.put(`/workspace/${name}`, encoder.encode(text));
  }
  put(path, data) {
    const created = this.files.get(path)?.created ?? Date.now();
    this.files.set(path, { data, created, modified: Date.now() });
  }
  watch() {
    return new vscode.Disposable(() => {});
  }
  stat(uri) {
    const file = this.files.get(uri.path);
    if (file) return { type: vscode.FileType.File, ctime: file.created, mtime: file.modified, size: file.data.length };
    if (this.readDirectory(uri).length > 0) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  readDirectory(uri) {
    const prefix = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    const entries = new Map();
    for (const path of this.files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name, ...rest] = path.slice(prefix.length).split('/');
      entries.set(name, rest.length === 0 ? vscode.FileType.File : vscode.FileType.Directory);
    }
    return [...entries];
  }
  readFile(uri) {
    const file = this.files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file.data;
  }
  writeFile(uri, data) {
    const type = this.files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.put(uri.path, data);
    this.changed.fire([{ type, uri }]);
  }
  createDirectory() {}
  delete(uri) {
    this.files.delete(uri.path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }
  rename(from, to) {
    this.put(to.path, this.readFile(from));
    this.delete(from);
  }
}

exports.activate = async (context) => {
  const address = vscode.Uri.joinPath(context.extensionUri, 'files.json').toString(true);
  const files = await (await fetch(address)).json();
  const options = { isCaseSensitive: true };
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memory', new MemoryFiles(files), options));
};

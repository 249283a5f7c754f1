/**
 * The wire format of the Debug Adapter Protocol over a byte stream: a header with the length, an empty line, JSON.
 * A frame that cannot be read is reported and skipped; the stream goes on.
 */
const SEPARATOR = Buffer.from('\r\n\r\n');

export interface FrameReader {
  push(chunk: Buffer): void;
}

/** Calls `onMessage` with each whole message of the stream. */
export function createFrameReader(
  onMessage: (message: unknown) => void,
  onProblem: (message: string) => void,
): FrameReader {
  let chunks: Buffer[] = [];
  let length = 0;
  let expected = 0;

  const take = (count: number): Buffer => {
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    const rest = all.subarray(count);
    chunks = rest.length > 0 ? [rest] : [];
    length = rest.length;
    return all.subarray(0, count);
  };

  const readHeader = (): boolean => {
    const all = Buffer.concat(chunks);
    const end = all.indexOf(SEPARATOR);
    if (end < 0) return false;
    const header = take(end + SEPARATOR.length).toString('latin1');
    const size = /content-length:\s*(\d+)/i.exec(header)?.[1];
    if (size === undefined) onProblem('A message without Content-Length was skipped.');
    else expected = Number(size);
    return true;
  };

  const readBody = (): void => {
    const text = take(expected).toString('utf8');
    expected = 0;
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      onProblem('A message that is not JSON was skipped.');
      return;
    }
    onMessage(message);
  };

  return {
    push(chunk) {
      chunks.push(chunk);
      length += chunk.length;
      for (;;) {
        if (expected > 0) {
          if (length < expected) return;
          readBody();
        } else if (length === 0 || !readHeader()) return;
      }
    },
  };
}

/** A message as bytes for the stream. */
export function frameOf(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]);
}

/**
 * The wire format of the Debug Adapter Protocol over a byte stream: a header with the length, an empty line, JSON.
 * A frame that cannot be read is reported and skipped; the stream goes on.
 */
const SEPARATOR = Buffer.from('\r\n\r\n');

/** Cuts a stream into messages. */
export class FrameReader {
  readonly #onMessage: (message: unknown) => void;
  readonly #onProblem: (message: string) => void;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes of the body that comes next; 0 while a header is read. */
  #expected = 0;

  constructor(onMessage: (message: unknown) => void, onProblem: (message: string) => void) {
    this.#onMessage = onMessage;
    this.#onProblem = onProblem;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    for (;;) {
      if (this.#expected > 0) {
        if (this.#length < this.#expected) return;
        this.#readBody();
      } else if (this.#length === 0 || !this.#readHeader()) return;
    }
  }

  /** False where the header is not complete yet. */
  #readHeader(): boolean {
    const end = this.#whole().indexOf(SEPARATOR);
    if (end < 0) return false;
    const header = this.#take(end + SEPARATOR.length).toString('latin1');
    const size = /content-length:\s*(\d+)/i.exec(header)?.[1];
    if (size === undefined) this.#onProblem('A message without Content-Length was skipped.');
    else this.#expected = Number(size);
    return true;
  }

  #readBody(): void {
    const text = this.#take(this.#expected).toString('utf8');
    this.#expected = 0;
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      this.#onProblem('A message that is not JSON was skipped.');
      return;
    }
    this.#onMessage(message);
  }

  #whole(): Buffer {
    const [first, second] = this.#chunks;
    const whole = first && !second ? first : Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }

  #take(count: number): Buffer {
    const whole = this.#whole();
    const rest = whole.subarray(count);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return whole.subarray(0, count);
  }
}

/** A message as bytes for the stream. */
export function frameOf(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]);
}

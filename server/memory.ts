/** How much memory the server's own process takes. */
import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect what nobody needs any more earlier than it would by itself. A definition of 1 MB is some 20 MB of
 * objects. V8 would grow the space for new objects to 128 MB when it sees so many of them live on, and let what is old
 * grow to four times its size before it looks: 240 MB while somebody types. Three fifths may come to what is old before
 * it looks now; each key leaves a text of 1 MB behind, so that it looks once in some fifteen keys.
 *
 * V8's second compiler, Maglev, works on several functions at once in threads whose memory the C library keeps from
 * then on: 30 to 50 MB that nobody uses (seen in smaps, Node 24). Without it keys are answered as fast, since what is
 * met often is compiled by the third one soon, and the process takes 110 MB with a definition of 1 MB in JSON and 125
 * in YAML, where it took 120 to 175. Called before anything is read.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=60');
  setFlagsFromString('--no-maglev');
}

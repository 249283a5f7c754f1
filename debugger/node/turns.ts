/**
 * How much is done at once outside: a distributed Map asks for thousands of tasks together, and each of their handlers is
 * a process. What has no turn yet waits for one.
 */
import { availableParallelism } from 'node:os';
import type { Running } from '../host.ts';

/** As many as keep the machine busy, and enough where there are few cores. */
export const MOST_AT_ONCE = Math.max(8, 2 * availableParallelism());

/** Begins something when it is its turn; `untaken` is what comes of it where it is cancelled before. */
export type TakeTurn = <Reply>(begin: () => Running<Reply>, untaken: Reply) => Running<Reply>;

export function createTurns(most = MOST_AT_ONCE): TakeTurn {
  const waiting = new Set<() => void>();
  let running = 0;
  const goOn = (): void => {
    const [first] = waiting;
    if (first && running < most) first();
  };
  return <Reply>(begin: () => Running<Reply>, untaken: Reply): Running<Reply> => {
    const { promise: result, resolve, reject } = deferred<Reply>();
    let cancel = (): void => {
      if (waiting.delete(start)) resolve(untaken);
    };
    const start = (): void => {
      waiting.delete(start);
      running++;
      const over = (): void => {
        running--;
        goOn();
      };
      try {
        const begun = begin();
        cancel = begun.cancel;
        begun.result.then(resolve, reject).finally(over);
      } catch (error) {
        reject(error);
        over();
      }
    };
    waiting.add(start);
    goOn();
    return { result, cancel: () => cancel() };
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

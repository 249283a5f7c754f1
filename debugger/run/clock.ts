/**
 * The execution's clock in real time: it runs while the execution runs and stands still at a stop, so that looking
 * at a breakpoint for a minute lets no task time out.
 */
export interface RunningClock {
  /** Milliseconds since 1970 of the execution. */
  now(): number;
  /** How long it takes in real time until the clock shows a moment. */
  millisecondsTo(moment: number): number;
  resume(): void;
  pause(): void;
  /** Puts the clock to a moment: the execution has gone back in time. */
  set(time: number): void;
}

/**
 * A clock that stands still at `start`; `hostNow` gives the host's milliseconds, each of which is `scale` milliseconds
 * of the execution.
 */
export function createClock(start: number, hostNow: () => number, scale = 1): RunningClock {
  let time = start;
  let since: number | undefined;
  const now = (): number => (since === undefined ? time : time + Math.floor((hostNow() - since) * scale));
  return {
    now,
    millisecondsTo: (moment) => Math.max(0, Math.ceil((moment - now()) / scale)),
    resume() {
      since ??= hostNow();
    },
    pause() {
      time = now();
      since = undefined;
    },
    set(moment) {
      time = moment;
      if (since !== undefined) since = hostNow();
    },
  };
}

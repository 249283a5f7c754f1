/**
 * The execution's clock in real time: it runs while the execution runs and stands still at a stop, so that looking
 * at a breakpoint for a minute lets no task time out.
 */
export interface RunningClock {
  /** Milliseconds since 1970 of the execution. */
  now(): number;
  resume(): void;
  pause(): void;
  /** Puts the clock to a moment: the execution has gone back in time. */
  set(time: number): void;
}

/** A clock that stands still at `start`; `hostNow` gives the host's milliseconds. */
export function createClock(start: number, hostNow: () => number): RunningClock {
  let time = start;
  let since: number | undefined;
  const now = (): number => (since === undefined ? time : time + (hostNow() - since));
  return {
    now,
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

/**
 * Whether a server that died is started again: five times within three minutes, then no more, because a server
 * that dies at once would keep the machine busy for nothing.
 */
const LIMIT = 5;
const WINDOW_MS = 3 * 60 * 1000;

export interface RestartPolicy {
  /** Called at each death; true when another start is worth it. */
  mayRestart(): boolean;
}

export function restartPolicy(now: () => number): RestartPolicy {
  let deaths: readonly number[] = [];
  return {
    mayRestart: () => {
      const time = now();
      deaths = [...deaths.filter((death) => time - death < WINDOW_MS), time];
      return deaths.length <= LIMIT;
    },
  };
}

/**
 * Loaded into the server's process before the server (`--import`): tells the benchmark what the process has used. The
 * server itself knows nothing of it.
 */

/** What a process has used since it began. */
export interface Usage {
  /** Milliseconds of a processor, of all threads. */
  readonly work: number;
  /** Megabytes. */
  readonly resident: number;
  readonly heap: number;
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const usage: Usage = { work: (user + system) / 1000, resident: rss / 2 ** 20, heap: heapUsed / 2 ** 20 };
  process.send?.(usage);
});

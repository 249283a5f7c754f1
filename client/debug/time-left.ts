/** How long a task may still take, as its row in the view says it. */
import type { WaitingTaskInfo, WaitingTasksInfo } from '#protocol';

/** What stands around the spans, in the language of the user. */
export interface TimeLeftWords {
  readonly left: (span: string) => string;
  readonly heartbeat: (span: string) => string;
  readonly standsStill: () => string;
}

/** `59 s left`, `59 s left, heartbeat within 4 s`; empty where nothing limits the task. */
export function timeLeft(
  {
    millisecondsLeft,
    heartbeatMillisecondsLeft,
  }: Pick<WaitingTaskInfo, 'millisecondsLeft' | 'heartbeatMillisecondsLeft'>,
  { isClockRunning }: Pick<WaitingTasksInfo, 'isClockRunning'>,
  words: TimeLeftWords,
): string {
  const parts = [
    ...(millisecondsLeft === undefined ? [] : [words.left(span(millisecondsLeft))]),
    ...(heartbeatMillisecondsLeft === undefined ? [] : [words.heartbeat(span(heartbeatMillisecondsLeft))]),
    ...(isClockRunning ? [] : [words.standsStill()]),
  ];
  return millisecondsLeft === undefined && heartbeatMillisecondsLeft === undefined ? '' : parts.join(', ');
}

/** `4 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`; a second that has begun counts. */
function span(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** The clock of an execution as the status bar has room for it. */
import type { RunClock } from '#protocol';

/** `12:00:30 +30 s`: the time of day in UTC, as AWS writes it, and how long since the start. */
export function clockText({ now, start }: RunClock): string {
  return `${new Date(now).toISOString().slice(11, 19)} +${span(now - start)}`;
}

function span(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** Numbers, sizes and times of a run as people read them. */
import type { FlowRow, FlowStage, Measured, Visit } from '#protocol';

const KIB = 1024;
/** Above this share of its limit a size is a warning. */
const NEAR = 0.8;

/** `812 B`, `12.4 KiB`, `9.8 MiB`. */
export function bytesText(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`;
  const [value, unit] = bytes < KIB * KIB ? [bytes / KIB, 'KiB'] : [bytes / KIB / KIB, 'MiB'];
  return `${Number(value.toFixed(1))} ${unit}`;
}

/** `25 000`, with thin spaces. */
export const countText = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u2009');

export const isNear = ({ size, limit }: Measured): boolean => size > limit * NEAR;

/** How a size stands to its limit, where that has to be said in words. */
export function warningText(measured: Measured): string {
  if (!isNear(measured)) return '';
  return measured.size > measured.limit ? 'over the limit' : 'near the limit';
}

/** `250 ms`, `12.5 s`, `2 min 5 s`, `1 h 20 min`, `1 d 2 h`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  const parts: readonly [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .flatMap(([value, unit]) => (value > 0 ? [`${value} ${unit}`] : []))
    .join(' ');
}

/** `2 min 5 s, started 2026-11-20 19:48:15 UTC`: in the time of AWS, as the clock of the execution shows it. */
export const startedText = (startTime: number, milliseconds: number): string =>
  `${durationText(milliseconds)}, started ${new Date(startTime).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** `Each order` and ` ▸ item 0`; of a lane without a container, as that of the execution, the second is empty. */
export function partsOfLaneName(name: string): readonly [container: string, index: string] {
  const at = name.lastIndexOf(' ▸ ');
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at)];
}

export const MARK_SIGNS = { same: '', added: '+', removed: '−', changed: '~' } as const;

/** What a screen reader says of a row. */
export function rowLabel({ key, mark, text, before, kind, count }: FlowRow): string {
  const name = key === '' ? 'value' : String(key);
  const what = kind === 'scalar' || count === 0 ? text : `${count} ${kind === 'array' ? 'items' : 'members'}`;
  const was = before === undefined ? '' : `, before ${before}`;
  return `${name}: ${what}${mark === 'same' ? '' : `, ${mark}`}${was}`;
}

/** What stands under the name of a stage. */
export function stageNote({ before, isSame, isAhead }: FlowStage): string {
  const from = before === undefined ? '' : isSame ? `same as ${before}` : `compared with ${before}`;
  return [from, isAhead ? 'recorded, still to come' : ''].filter(Boolean).join(' · ');
}

export const OUTCOME_SIGNS = { succeeded: '✓', failed: '✕', caught: '↪', aborted: '⊘', running: '▸' } as const;
export type VisitStatus = keyof typeof OUTCOME_SIGNS;

export const statusOf = ({ end, outcome }: Visit): VisitStatus =>
  end === undefined ? 'running' : (outcome ?? 'aborted');

/** What the tooltip and a screen reader say of a visit. */
export function visitLabel(visit: Visit, startTime: number, isAhead: boolean): string {
  const { stateName, startTime: from, endTime, retries } = visit;
  const lasted = endTime === undefined ? 'under way' : `${statusOf(visit)} after ${durationText(endTime - from)}`;
  const parts = [stateName, lasted, `entered at ${durationText(from - startTime)}`];
  if (retries.length > 0) {
    const errors = [...new Set(retries.flatMap(({ error }) => error ?? []))].join(', ');
    parts.push(
      `${retries.length} ${retries.length === 1 ? 'retry' : 'retries'}${errors === '' ? '' : ` for ${errors}`}`,
    );
  }
  if (isAhead) parts.push('recorded, still to come');
  return parts.join(', ');
}

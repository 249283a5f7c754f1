/** What the views of a run would show, as lines of a transcript. */
import type { DataFlow, FlowRow, RunTimeline } from '#protocol';

const MARKS = { same: ' ', added: '+', removed: '−', changed: '~' } as const;

export function flowLines({ stateName, stateType, lane, failure, stages, events }: DataFlow): readonly string[] {
  const head = `${stateName} (${stateType})${lane === undefined ? '' : ` in ${lane}`}, ${events.size} of ${events.limit} events`;
  const lines = failure ? [head, `failed with ${failure.error}: ${failure.cause}`] : [head];
  for (const { name, before, isSame, isAhead, bytes, field, place, value } of stages) {
    const from = before === undefined ? '' : ` ${isSame ? '=' : 'from'} ${before}`;
    const made = place ? `, made by ${field} at ${place.line}:${place.column}` : '';
    lines.push(`${name}${from}${made}, ${bytes.size} of ${bytes.limit} bytes${isAhead ? ', still to come' : ''}`);
    if (!isSame) lines.push(...rowLines(value.rows ?? [value], '  '));
  }
  return lines;
}

function rowLines(rows: readonly FlowRow[], indent: string): readonly string[] {
  return rows.flatMap(({ key, mark, text, before, rows: below }) => {
    const was = before === undefined ? '' : `${before} → `;
    const line = `${MARKS[mark]}${indent}${key === '' ? '' : `${key}: `}${was}${below ? '' : text}`;
    return [line.trimEnd(), ...(below ? rowLines(below, `${indent}  `) : [])];
  });
}

export function timelineLines({ status, startTime, position, lanes, laneCount }: RunTimeline): readonly string[] {
  const here = position === undefined ? '' : `, stands at ${position}`;
  const lines = [`${status}${here}, ${lanes.length} of ${laneCount} lanes`];
  const at = (place: number, time: number): string => `${place} (${(time - startTime) / 1000} s)`;
  for (const { name, depth, visits } of lanes) {
    lines.push(`${'  '.repeat(depth)}${name}`);
    for (const { id, stateName, start, startTime: began, end, endTime, outcome, retries } of visits) {
      const to = end === undefined ? 'now' : `${at(end, endTime ?? 0)} ${outcome}`;
      const again = retries.map(({ position: place, time, error }) => `, retried at ${at(place, time)} for ${error}`);
      lines.push(`${'  '.repeat(depth + 1)}${id} ${stateName}: ${at(start, began)} – ${to}${again.join('')}`);
    }
  }
  return lines;
}

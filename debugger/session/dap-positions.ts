/** Positions as the client counts them: lines and columns from 0 or from 1. */
import type { Range } from '#asl';
import type { Definition } from '../launch/definition.ts';
import type { Session } from './session.ts';

export interface DapPosition {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset, as this client counts. */
export function toDapPosition({ client }: Session, { positions }: Definition, offset: number): DapPosition {
  return { line: positions.lineOf(offset) + client.lineBase, column: positions.columnOf(offset) + client.columnBase };
}

export interface DapRange extends DapPosition {
  readonly endLine: number;
  readonly endColumn: number;
}

/** A range as a client gets it: start and end. */
export function toDapRange(session: Session, definition: Definition, { start, end }: Range): DapRange {
  const to = toDapPosition(session, definition, end);
  return { ...toDapPosition(session, definition, start), endLine: to.line, endColumn: to.column };
}

export const fromDapLine = ({ client }: Session, line: number): number => line - client.lineBase;
export const fromDapColumn = ({ client }: Session, column: number): number => column - client.columnBase;

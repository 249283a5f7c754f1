/** One measured comparison, as the screen and the report show it. */

export interface Row {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  /** `ours / peer`. */
  readonly ratio: number;
  readonly unit: string;
}

export type Tell = (row: Row) => void;

export const rowOf = (name: string, ours: number, peer: number, peerName: string, unit: string): Row => ({
  name,
  ours: rounded(ours),
  peer: rounded(peer),
  peerName,
  ratio: Number((ours / peer).toPrecision(3)),
  unit,
});

const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

export function printRow({ name, ours, peer, peerName, ratio, unit }: Row): void {
  const number = (value: number) => value.toLocaleString('en-US').padStart(11);
  console.log(`${name.padEnd(60)}${number(ours)} : ${number(peer)} ${unit.padEnd(14)} × ${ratio} of ${peerName}`);
}

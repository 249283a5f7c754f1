/** Where the task tokens of a run are answered, as it is known to those who need it. */
export interface TokenAccess {
  /** Variables of a process that answers tokens; they hold the address, which exists from then on. */
  readonly env: () => Promise<Readonly<Record<string, string>>>;
  /** Ends what they point to. */
  readonly close: () => void;
}

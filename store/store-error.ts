/** What is wrong with a journal or its place, for the user. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/**
 * The order in which an answer goes to its mock file and to its task: the file first. The answer may end the run, and
 * who presses F5 at once must not be asked again for what was just remembered.
 */

/** Gives the answer also when it could not be remembered; what went wrong with the file is told afterwards. */
export async function deliverAnswer(give: () => Promise<void>, remember?: () => Promise<void>): Promise<void> {
  const [remembered] = await Promise.allSettled([remember?.()]);
  await give();
  if (remembered.status === 'rejected') throw remembered.reason;
}

/** Questions to the client that are under way, by number. */
export class OpenQuestions<Answer> {
  #last = 0;
  readonly #open = new Map<number, (answer: Answer) => void>();

  /** Puts a question under a number of its own; never settles where nobody answers. */
  ask(put: (id: number) => void): Promise<Answer> {
    const id = ++this.#last;
    return new Promise((resolve) => {
      this.#open.set(id, resolve);
      put(id);
    });
  }

  /** False where there is no such question, or not any more. */
  answer(id: number, answer: Answer): boolean {
    const resolve = this.#open.get(id);
    this.#open.delete(id);
    resolve?.(answer);
    return resolve !== undefined;
  }
}

/**
 * Asks for what each change outdates. Of several questions only the last one counts: an answer, and a failure, that
 * belongs to an older text is dropped. What failed can be asked again when the one who answers is back.
 */

export interface LatestAnswer {
  /** Outdates the running question and asks anew after the delay. */
  ask(delay: number): void;
  /** Asks anew when the last question failed. */
  retry(): void;
  dispose(): void;
}

export interface Question<T> {
  /** The signal says that nobody waits for the answer any more. */
  ask(signal: AbortSignal): Promise<T>;
  answered(answer: T): void;
  failed(error: unknown): void;
}

export function latestAnswer<T>(question: Question<T>): LatestAnswer {
  let running = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastFailed = false;

  const outdate = (): void => {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
  };
  const begin = async (): Promise<void> => {
    const { signal } = running;
    try {
      const answer = await question.ask(signal);
      if (signal.aborted) return;
      lastFailed = false;
      question.answered(answer);
    } catch (error) {
      if (signal.aborted) return;
      lastFailed = true;
      question.failed(error);
    }
  };
  const ask = (delay: number): void => {
    outdate();
    timer = setTimeout(() => void begin(), delay);
  };
  return {
    ask,
    retry: () => {
      if (lastFailed) ask(0);
    },
    dispose: outdate,
  };
}

/** The latest run of each definition, and what becomes of it when its session is over. Knows nothing of VS Code. */
import type { RunOverlay } from '#protocol';

export class LatestRuns {
  readonly #runs = new Map<string, { readonly session: string; readonly overlay: RunOverlay }>();

  of(definition: string): RunOverlay | undefined {
    return this.#runs.get(definition)?.overlay;
  }

  set(definition: string, session: string, overlay: RunOverlay): void {
    this.#runs.set(definition, { session, overlay });
  }

  /** True where there was one. */
  forget(definition: string): boolean {
    return this.#runs.delete(definition);
  }

  /**
   * A session is over: an execution that it has left goes on elsewhere, or nowhere, so that nothing is known of where it
   * stands. Gives the definitions whose runs are forgotten.
   */
  end(session: string): readonly string[] {
    const left = [...this.#runs].filter(([, run]) => run.session === session && run.overlay.status === 'RUNNING');
    return left.map(([definition]) => definition).filter((definition) => this.forget(definition));
  }
}

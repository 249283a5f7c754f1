/**
 * The tokens of connections that are authorized by OAuth, each asked for once and kept while it holds, as EventBridge
 * does: a new one shortly before its end, and after an answer that refuses it. They live as long as the run and are told
 * to nobody.
 */
import type { HttpReply, RequestHost } from '../host.ts';
import { MOST_TOKEN_BYTES, type OAuthClient, tokenOf, tokenRequestOf } from '../outside/oauth-token.ts';

/** EventBridge takes a new token where the one it has ends within this time. */
const RESERVE_SECONDS = 60;
const TOKEN_MILLISECONDS = 30_000;

export type Authorization =
  | { readonly authorization: string }
  /** The server gives no token; in words that follow the name of the server. */
  | { readonly problem: string; readonly server: string }
  /** Nothing was sent: the reason, in words that follow a colon. */
  | { readonly refused: string };

interface Kept {
  readonly authorization: string;
  readonly until: number;
}

export interface OAuthDeps {
  readonly host: Pick<RequestHost, 'send'>;
  /** Where an address really leads, or why nothing is sent there. */
  readonly addressOf: (url: string) => { readonly url: string } | { readonly refused: string };
  /** Milliseconds of real time. */
  readonly now: () => number;
}

export class OAuthTokens {
  readonly #deps: OAuthDeps;
  readonly #kept = new Map<OAuthClient, Kept>();
  /** Requests that are on their way: tasks that begin together share one. */
  readonly #asked = new Map<OAuthClient, Promise<Authorization>>();

  constructor(deps: OAuthDeps) {
    this.#deps = deps;
  }

  /** The authorization of a request. */
  async authorize(client: OAuthClient): Promise<Authorization> {
    const kept = this.#kept.get(client);
    if (kept && this.#deps.now() < kept.until) return kept;
    const asked = this.#asked.get(client) ?? this.#ask(client).finally(() => this.#asked.delete(client));
    this.#asked.set(client, asked);
    return asked;
  }

  /** A token was refused: the next request gets a new one. */
  forget(client: OAuthClient, authorization: string): void {
    if (this.#kept.get(client)?.authorization === authorization) this.#kept.delete(client);
  }

  async #ask(client: OAuthClient): Promise<Authorization> {
    const made = tokenRequestOf(client);
    const address = this.#deps.addressOf(made.url);
    if ('refused' in address) return address;
    const limits = { timeout: TOKEN_MILLISECONDS, mostBytes: MOST_TOKEN_BYTES };
    const sent = this.#deps.host.send({ ...made, url: address.url, ...limits });
    const reply = await sent.result;
    return this.#take(client, reply, new URL(address.url).host);
  }

  #take(client: OAuthClient, reply: HttpReply, server: string): Authorization {
    if ('refused' in reply) return reply;
    if ('unreachable' in reply) return { refused: `it gets no token, because ${reply.unreachable}` };
    const token = tokenOf(reply);
    if ('problem' in token) return { problem: token.problem, server };
    const { authorization, seconds = Number.POSITIVE_INFINITY } = token;
    const until = this.#deps.now() + (seconds - RESERVE_SECONDS) * 1000;
    this.#kept.set(client, { authorization, until });
    return { authorization };
  }
}

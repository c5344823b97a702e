import { callbackify } from 'node:util';
import type { Secret } from '@lambda-nest/application/env';
import pg from 'pg';

/** After how long without a query a connection is tried before it is used, in ms. */
const TRIED_AFTER_MS = 5_000;
/** How long that may take, in ms: a network forgets connections without a word. */
const TRIAL_MS = 1_000;

type Done = (error: Error | undefined, client?: pg.PoolClient, release?: pg.PoolClient['release']) => void;

/**
 * The one connection of a sandbox. Lambda freezes a sandbox between requests, for minutes, and meanwhile server or network may
 * have closed it: one that was idle is tried first, and replaced when it is dead. So no statement is ever sent twice.
 */
export class SandboxPool extends pg.Pool {
  #usedAt = 0;
  readonly #url: Secret<string>;

  /** @param url read with the first query, not at INIT: a function that needs no database waits for none */
  constructor(url: Secret<string>) {
    super({
      max: 1,
      // Timers do not run in a frozen sandbox. The connection ends with it, or with the application.
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      keepAlive: true,
    });
    this.#url = url;
    // The statement that is under way fails, and tells its caller. Without a listener the client's own event would end the process.
    this.on('connect', (client) => client.on('error', () => undefined));
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(done: Done): void;
  override connect(done?: Done): Promise<pg.PoolClient> | void {
    if (!done) return this.#connect();
    callbackify(() => this.#connect())((error, client) => done(error ?? undefined, client, client?.release));
  }

  async #connect(): Promise<pg.PoolClient> {
    this.options.connectionString ??= await this.#url.get();
    const client = await super.connect();
    const idle = Date.now() - this.#usedAt;
    this.#usedAt = Date.now();
    if (idle < TRIED_AFTER_MS || (await isAlive(client))) return client;
    client.release(true);
    return super.connect();
  }
}

async function isAlive(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query({ text: 'select 1', query_timeout: TRIAL_MS } as pg.QueryConfig);
    return true;
  } catch {
    return false;
  }
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCollection, type Collection } from './collection.ts';
import { createUndoing } from './create-undoing.ts';

export type Store = {
  /** Folder that holds everything the cloud remembers. */
  folder: string;
  /** Documents of one kind. Any name opens it; the same name is the same collection. */
  collection<T extends object>(name: string): Collection<T>;
  /** For what is not a document: log events, metric data. Call {@link Store.begin} before writing. */
  database: DatabaseSync;
  /** Opens the transaction that takes everything written until the event loop turns. */
  begin(): void;
  /**
   * Takes back the documents that `change` wrote when it rejects. It may wait before it writes; from its first write to its end
   * it must not, so that all of it is in one transaction.
   */
  attempt<T>(change: () => Promise<T>): Promise<T>;
  /** Resolves once everything written so far survives the end of this process. */
  settled(): Promise<void>;
  /** Takes note of work that may write, and gives it back: the store stays open until it has settled. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** Resolves once all that it holds has settled, and what that wrote survives. End what is under way before. */
  close(): Promise<void>;
};

/**
 * Opens the state of the cloud in a folder, creating what is missing.
 *
 * Writes that happen without waiting for anything in between are one transaction: a process that is killed leaves all of
 * them or none. So a resource and the note of the stack that owns it cannot come apart.
 *
 * @see https://sqlite.org/wal.html
 */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'state.sqlite'));
  // NORMAL survives the end of the process; only a power cut may lose the last transactions.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000');
  database.exec(
    'CREATE TABLE IF NOT EXISTS documents (collection TEXT, key TEXT, value TEXT, PRIMARY KEY (collection, key)) WITHOUT ROWID',
  );
  let committing: PromiseWithResolvers<void> | undefined;

  const commit = (): void => {
    const settling = committing;
    if (!settling) return;
    committing = undefined;
    database.exec('COMMIT');
    settling.resolve();
  };

  const begin = (): void => {
    if (committing) return;
    database.exec('BEGIN');
    committing = Promise.withResolvers();
    setImmediate(commit);
  };

  const undoing = createUndoing();
  const collections = new Map<string, Collection<object>>();
  const held = new Set<Promise<void>>();
  return {
    folder,
    database,
    begin,
    attempt: undoing.attempt,
    collection<T extends object>(name: string) {
      let found = collections.get(name);
      if (!found) collections.set(name, (found = createCollection(database, name, begin, undoing.note)));
      return found as Collection<T>;
    },
    settled: () => committing?.promise ?? Promise.resolve(),
    hold(work) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held.add(promise);
      // A failure stays that of who asked for the work, and of the process where that is ignored.
      return work.finally(() => {
        held.delete(promise);
        resolve();
      });
    },
    async close() {
      // What ends may set more going.
      while (held.size > 0) await Promise.all(held);
      commit();
      database.close();
    },
  };
}

import type { DatabaseSync } from 'node:sqlite';

export type Collection<T extends object> = {
  /** A copy of the document, `undefined` when there is none. */
  get(...key: Key): T | undefined;
  put(key: Key, value: T): void;
  delete(...key: Key): void;
  /** Documents whose key starts with these parts, in the order of their keys. */
  list(...prefix: string[]): T[];
  /** Grows with every change: what was derived from the collection is good while it stays the same. */
  revision(): number;
};

/** Parts of a key: `['eu-west-1', 'my-function']`. */
export type Key = readonly string[];

/** Cannot be in a name, and sorts before every character that can. */
const SEPARATOR = '\u0000';

/** Documents in a table, parsed anew at every look so that no reader changes what another one holds. */
export function createCollection<T extends object>(
  database: DatabaseSync,
  name: string,
  begin: () => void,
  noteUndo: (undo: () => void) => void,
): Collection<T> {
  const select = database.prepare('SELECT value FROM documents WHERE collection = ? AND key = ?');
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO documents (collection, key, value) VALUES (?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM documents WHERE collection = ? AND key = ?');
  const range = database.prepare(
    'SELECT value FROM documents WHERE collection = ? AND key >= ? AND key < ? ORDER BY key',
  );
  let revision = 0;
  const write = (key: string, value: string | undefined): void => {
    begin();
    revision += 1;
    if (value === undefined) remove.run(name, key);
    else upsert.run(name, key, value);
  };
  const change = (key: string, value: string | undefined): void => {
    const before = select.get(name, key)?.['value'];
    noteUndo(() => write(key, before === undefined ? undefined : String(before)));
    write(key, value);
  };
  return {
    get: (...key) => parse<T>(select.get(name, toText(key))),
    put: (key, value) => change(toText(key), JSON.stringify(value)),
    delete: (...key) => change(toText(key), undefined),
    list(...prefix) {
      const from = prefix.map((part) => part + SEPARATOR).join('');
      return range.all(name, from, `${from}\u{10ffff}`).map((row) => parse<T>(row) as T);
    },
    revision: () => revision,
  };
}

function toText(key: Key): string {
  return key.map((part) => part + SEPARATOR).join('');
}

function parse<T>(row: Record<string, unknown> | undefined): T | undefined {
  return row && (JSON.parse(String(row['value'])) as T);
}

import type { Store } from '../store/open-store.ts';

export type LogEvent = { timestamp: number; message: string };

export type StoredEvent = LogEvent & { id: number; stream: string; ingestionTime: number };

/** Which events: of a group, of some of its streams, from and before a time, in milliseconds since 1970. */
export type EventRange = {
  region: string;
  group: string;
  streams?: readonly string[] | undefined;
  from?: number | undefined;
  before?: number | undefined;
  /** Newest first. */
  isReversed?: boolean;
  limit: number;
  offset: number;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_events (
    id INTEGER PRIMARY KEY, region TEXT, log_group TEXT, stream TEXT, timestamp INTEGER, ingestion INTEGER, message TEXT
  );
  CREATE INDEX IF NOT EXISTS log_events_by_time ON log_events (region, log_group, timestamp, id);
`;

/** The events of all log groups, by time. */
export function openEventTable({ database, begin }: Store) {
  database.exec(SCHEMA);
  const insert = database.prepare(
    'INSERT INTO log_events (region, log_group, stream, timestamp, ingestion, message) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const removeOfStream = database.prepare(
    'DELETE FROM log_events WHERE region = ? AND log_group = ? AND stream = ?',
  );
  const removeOlder = database.prepare(
    'DELETE FROM log_events WHERE region = ? AND log_group = ? AND timestamp < ?',
  );
  const removeAll = database.prepare('DELETE FROM log_events WHERE region = ? AND log_group = ?');
  const count = database.prepare(
    'SELECT coalesce(sum(length(message) + 26), 0) AS bytes FROM log_events WHERE region = ? AND log_group = ?',
  );
  return {
    add(region: string, group: string, stream: string, events: readonly LogEvent[]): void {
      begin();
      const now = Date.now();
      for (const { timestamp, message } of events) insert.run(region, group, stream, timestamp, now, message);
    },
    read({ region, group, streams, from, before, isReversed, limit, offset }: EventRange): StoredEvent[] {
      const conditions = ['region = ?', 'log_group = ?'];
      const values: (string | number)[] = [region, group];
      if (from !== undefined) {
        conditions.push('timestamp >= ?');
        values.push(from);
      }
      if (before !== undefined) {
        conditions.push('timestamp < ?');
        values.push(before);
      }
      if (streams) {
        conditions.push(`stream IN (${streams.map(() => '?').join(', ')})`);
        values.push(...streams);
      }
      const order = isReversed ? 'DESC' : 'ASC';
      return database
        .prepare(
          'SELECT id, stream, timestamp, ingestion AS ingestionTime, message FROM log_events ' +
            `WHERE ${conditions.join(' AND ')} ORDER BY timestamp ${order}, id ${order} LIMIT ? OFFSET ?`,
        )
        .all(...values, limit, offset) as StoredEvent[];
    },
    bytesOf: (region: string, group: string): number => Number(count.get(region, group)?.['bytes'] ?? 0),
    removeBefore(region: string, group: string, time: number): void {
      begin();
      removeOlder.run(region, group, time);
    },
    remove(region: string, group: string, stream?: string): void {
      begin();
      if (stream === undefined) removeAll.run(region, group);
      else removeOfStream.run(region, group, stream);
    },
  };
}

export type EventTable = ReturnType<typeof openEventTable>;

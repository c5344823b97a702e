import type { Store } from '../../store/open-store.ts';
import { dimensionsKey, dimensionsOf, type Datum, type Series } from './series.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS metric_series (
    id INTEGER PRIMARY KEY, region TEXT, namespace TEXT, name TEXT, dimensions TEXT, latest INTEGER,
    UNIQUE (region, namespace, name, dimensions)
  );
  CREATE TABLE IF NOT EXISTS metric_data (series INTEGER, at INTEGER, value REAL, count REAL, unit TEXT);
  CREATE INDEX IF NOT EXISTS metric_data_by_time ON metric_data (series, at);
`;

/** How long values are kept. AWS keeps them for 15 months, the finer ones for less. */
const KEPT_MS = 15 * 86_400_000;

/** What was measured, by series and time; every value as it came, so that percentiles are exact. */
export function openMetricTable({ database, begin }: Store) {
  database.exec(SCHEMA);
  const select = database.prepare(
    'SELECT id FROM metric_series WHERE region = ? AND namespace = ? AND name = ? AND dimensions = ?',
  );
  const insertSeries = database.prepare(
    'INSERT INTO metric_series (region, namespace, name, dimensions, latest) VALUES (?, ?, ?, ?, 0)',
  );
  const touch = database.prepare('UPDATE metric_series SET latest = max(latest, ?) WHERE id = ?');
  const insert = database.prepare(
    'INSERT INTO metric_data (series, at, value, count, unit) VALUES (?, ?, ?, ?, ?)',
  );
  const range = database.prepare(
    'SELECT at, value, count, unit FROM metric_data WHERE series = ? AND at >= ? AND at < ? ORDER BY at',
  );
  const all = database.prepare(
    'SELECT namespace, name, dimensions, latest FROM metric_series WHERE region = ? ORDER BY namespace, name, dimensions',
  );
  const last = database.prepare('SELECT unit FROM metric_data WHERE series = ? ORDER BY at DESC LIMIT 1');
  const prune = database.prepare('DELETE FROM metric_data WHERE at < ?');
  const ids = new Map<string, number>();

  const find = ({ region, namespace, name, dimensions }: Series): number | undefined => {
    const key = dimensionsKey(dimensions);
    const text = [region, namespace, name, key].join('\u0000');
    const known = ids.get(text) ?? select.get(region, namespace, name, key)?.['id'];
    if (known !== undefined) ids.set(text, Number(known));
    return known === undefined ? undefined : Number(known);
  };

  return {
    add(series: Series, data: readonly Datum[]): void {
      begin();
      const { region, namespace, name, dimensions } = series;
      const id =
        find(series) ??
        Number(insertSeries.run(region, namespace, name, dimensionsKey(dimensions)).lastInsertRowid);
      for (const { at, value, count, unit } of data) insert.run(id, at, value, count, unit);
      touch.run(Math.max(...data.map(({ at }) => at)), id);
    },
    /** Values from a moment on and before another one, the oldest first. */
    read(series: Series, from: number, before: number): Datum[] {
      const id = find(series);
      return id === undefined ? [] : (range.all(id, from, before) as Datum[]);
    },
    /** The unit of what was measured last. */
    unitOf(series: Series): string {
      const id = find(series);
      return id === undefined ? 'None' : String(last.get(id)?.['unit'] ?? 'None');
    },
    /** Every series of a region, and when it last got a value. */
    list(region: string): (Omit<Series, 'region'> & { latest: number })[] {
      return all.all(region).map((row) => ({
        namespace: String(row['namespace']),
        name: String(row['name']),
        dimensions: dimensionsOf(String(row['dimensions'])),
        latest: Number(row['latest']),
      }));
    },
    removeOld(now: number): void {
      begin();
      prune.run(now - KEPT_MS);
    },
  };
}

export type MetricTable = ReturnType<typeof openMetricTable>;

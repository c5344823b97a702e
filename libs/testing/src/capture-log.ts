import { createLog, type Log, type LogLevel } from '@lambda-nest/log';

/** A log that keeps its records, for specs: each line parsed, without its time. */
export function captureLog(level: LogLevel = 'debug'): { log: Log; records: Record<string, unknown>[] } {
  const records: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    const { time: _, ...record } = JSON.parse(line) as Record<string, unknown>;
    records.push(record);
  };
  return { log: createLog({ level, write }), records };
}

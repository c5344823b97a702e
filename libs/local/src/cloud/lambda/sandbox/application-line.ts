import type { LoggingConfig } from '../function-records.ts';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/**
 * Whether a line that a function wrote to standard output itself is delivered: in the JSON format, one that is JSON and has
 * a level below that of the application is not. Without a level that Lambda knows, a line counts as INFO.
 *
 * Assumed: lines are delivered as they were written; AWS says that it adds a timestamp to those that have none, and not how.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function isDelivered(
  line: string,
  { LogFormat, ApplicationLogLevel = 'INFO' }: LoggingConfig,
): boolean {
  if (LogFormat !== 'JSON') return true;
  const level = LEVELS.indexOf(levelOf(line));
  return (level === -1 ? LEVELS.indexOf('INFO') : level) >= LEVELS.indexOf(ApplicationLogLevel);
}

function levelOf(line: string): string {
  if (!line.startsWith('{')) return '';
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    return typeof level === 'string' ? level.toUpperCase() : '';
  } catch {
    return '';
  }
}

import { redact } from './redact.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the application reports. Each call is one line; `fields` are redacted, `message` should be constant text. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogOptions = Readonly<{
  /** Least level that is written. Default `info`. */
  level?: LogLevel;
  /** Lines for a person at a terminal instead of JSON. Default `false`. */
  pretty?: boolean;
  /** Members of every line, read at each call; e.g. the request id of the running invocation. */
  context?: () => LogFields | undefined;
  /** Rewrites the stacks of errors, e.g. to name the sources of a bundle. Default: as they are. */
  mapStack?: ((stack: string) => string) | undefined;
  /** Receives each line, with its newline. Default: standard output. */
  write?: (line: string) => void;
}>;

/**
 * What JSON leaves as it is, and a terminal or a viewer of logs may take for the end of a line, for an order, or for a
 * reason to show text in another order. @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const MISLEADING = /[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Makes a log of JSON lines: `{"time","level","message",…}`, control characters escaped, so that one record is always
 * exactly one line to every reader.
 */
export function createLog({
  level = 'info',
  pretty = false,
  context,
  mapStack,
  write = writeOut,
}: LogOptions = {}): Log {
  const least = LOG_LEVELS.indexOf(level);
  const render = pretty ? renderPretty : renderJson;
  const at = (name: Exclude<LogLevel, 'silent'>) => {
    if (LOG_LEVELS.indexOf(name) < least) return () => undefined;
    return (message: string, fields?: LogFields): void => {
      const line = render(name, message, redact({ ...context?.(), ...fields }, { mapStack }) as LogFields);
      write(`${line.replace(MISLEADING, escapeCharacter)}\n`);
    };
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function writeOut(line: string): void {
  process.stdout.write(line);
}

function renderJson(level: string, message: string, fields: LogFields): string {
  const head = { time: new Date().toISOString(), level, message: redact(message) };
  // Again after the fields: none of them, whatever it is named, passes itself off as another record.
  return JSON.stringify(Object.assign({ ...head, ...fields }, head));
}

function renderPretty(level: string, message: string, { error, ...fields }: LogFields): string {
  const details = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `${name}=${typeof value === 'string' ? printable(value) : JSON.stringify(value)}`,
    );
  const line = [level.toUpperCase().padEnd(5), printable(String(redact(message))), ...details].join(' ');
  return [line, ...stacksOf(error)].join('\n');
}

/** The stack of an error, and those of what caused it. */
function stacksOf(error: unknown): string[] {
  const { stack, cause } = (error ?? {}) as { stack?: string; cause?: unknown };
  if (stack === undefined) return [];
  if (cause === undefined || cause === null) return [stack];
  const [first = typeof cause === 'string' ? cause : JSON.stringify(cause), ...further] = stacksOf(cause);
  return [stack, `Caused by: ${first}`, ...further];
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A field of one line. */
function printable(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

import type { LoggerService } from '@nestjs/common';
import type { Log, LogFields } from './create-log.ts';

/** Routes what Nest itself reports into our log; its start-up chatter (`log`) becomes `debug`. */
export function nestLogger(log: Log): LoggerService {
  return {
    log: (message: unknown, ...rest: unknown[]) => log.debug(text(message), context(rest)),
    debug: (message: unknown, ...rest: unknown[]) => log.debug(text(message), context(rest)),
    verbose: (message: unknown, ...rest: unknown[]) => log.debug(text(message), context(rest)),
    warn: (message: unknown, ...rest: unknown[]) => log.warn(text(message), context(rest)),
    error: (message: unknown, ...rest: unknown[]) =>
      log.error(text(message), { ...context(rest), ...(message instanceof Error ? { error: message } : {}) }),
    fatal: (message: unknown, ...rest: unknown[]) => log.error(text(message), context(rest)),
  };
}

/** Nest passes the reporting class last, as a string. */
function context(rest: readonly unknown[]): LogFields {
  const last = rest.at(-1);
  return typeof last === 'string' ? { context: last } : {};
}

function text(message: unknown): string {
  return message instanceof Error ? message.message : String(message);
}

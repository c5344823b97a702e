import type { IncomingMessage } from 'node:http';
import type { ExecutionContext } from '@nestjs/common';
import type { Log } from '@lambda-nest/log';
import { noteAccess } from './access-note.ts';

/** What an auditor asks of a rejected request. */
export type Denial = Readonly<{
  /** Stable: a code of the verifier, of an account, or of the decision. */
  reason: string;
  status: number;
  /** Whose verified token it was; absent where there was none. */
  subject?: string | undefined;
}>;

/** Reports that a request was rejected: without credentials for information, everything else as a warning. */
export function reportDenial(log: Log, context: ExecutionContext, { reason, status, subject }: Denial): void {
  noteAccess(context.switchToHttp().getRequest<object>(), { decision: 'denied', reason });
  const level = reason === 'no-credentials' ? 'info' : 'warn';
  log[level]('access denied', {
    reason,
    status,
    ...(subject === undefined ? {} : { subject }),
    ...routeOf(context),
  });
}

/** Reports that a route was called that only checked roles open. */
export function reportCheckedCall(log: Log, context: ExecutionContext, subject: string): void {
  log.info('admin call', { subject, ...routeOf(context) });
}

/** The template, never the path as sent, which may hold personal data. */
function routeOf(context: ExecutionContext): { method: string | undefined; route: unknown } {
  const request = context.switchToHttp().getRequest<IncomingMessage & { route?: { path?: unknown } }>();
  return { method: request.method, route: request.route?.path };
}

import type { Log } from '@lambda-nest/log';
import { currentInvocation, type Invocation } from './invocation.ts';

export type StripStageOptions = Readonly<{
  /** Stage that requests outside Lambda carry; inside, the event names it and this is compared with it. */
  stage?: string | undefined;
  log: Log;
}>;

type Request = { url: string; originalUrl?: string };

/**
 * Express middleware that removes the stage from the front of the path; register it first, so that nothing behind it
 * sees the stage, not even in `originalUrl`. Removed once, and only as a whole first segment.
 *
 * In Lambda only for HTTP APIs (payload 2.0 and 1.0), whose paths carry it, and only the stage that the event names,
 * `$default` never. As an HTTP server: the stage of the options. A bare stage becomes `/`. Options and event that
 * disagree are logged once.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function stripStage({ stage: expected, log }: StripStageOptions) {
  let isReported = false;
  return function stripStage(request: Request, _response: unknown, next: () => void): void {
    const invocation = currentInvocation();
    const stage = invocation ? readStage(invocation) : expected;
    if (invocation && stage !== undefined && expected !== undefined && stage !== expected && !isReported) {
      isReported = true;
      log.warn('stage differs from the configured one', { stage, expected });
    }
    if (stage !== undefined && stage !== '$default') {
      request.url = removeStage(request.url, stage);
      request.originalUrl = request.url;
    }
    next();
  };
}

function readStage({ source, stage }: Invocation): string | undefined {
  return source === 'http-api' || source === 'http-api-v1' ? stage : undefined;
}

function removeStage(url: string, stage: string): string {
  const prefix = `/${stage}`;
  if (!url.startsWith(prefix)) return url;
  const rest = url.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

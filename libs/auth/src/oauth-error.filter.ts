import { Catch, Inject, type ArgumentsHost } from '@nestjs/common';
import type { Response } from 'express';
import type { Log } from '@lambda-nest/log';
import { ERRORS, Problem, ProblemFilter } from '@lambda-nest/problem';
import { LOG } from '@lambda-nest/application';
import { GrantRejected, type OAuthErrorCode } from './grant-rejected.exception.ts';
import type { OAuthError } from './oauth-error.dto.ts';

/** Statuses of requests that are not as they must be: malformed or rejected, too large, of another media type. */
const ABOUT_REQUEST = new Set([400, 413, 415]);

/**
 * Replies with what is wrong with a token request as RFC 6749 §5.2 wants it, under its own status. Limits and failures, for which the
 * RFC has no words, are problems as everywhere.
 */
@Catch(Problem)
export class OAuthErrorFilter extends ProblemFilter {
  constructor(@Inject(LOG) log: Log) {
    super((error) => log.error('request failed', { error }));
  }

  override catch(problem: Problem, host: ArgumentsHost): void {
    const { status } = problem.body;
    if (!ABOUT_REQUEST.has(status)) {
      super.catch(problem, host);
      return;
    }
    const response = host.switchToHttp().getResponse<Response>();
    response.status(status).setHeader('content-type', 'application/json');
    response.setHeader('cache-control', 'no-store').setHeader('pragma', 'no-cache');
    response.end(JSON.stringify(toOAuthError(problem)));
  }
}

function toOAuthError(problem: Problem): OAuthError {
  const { title, status } = problem.body;
  const { code } = status === 400 ? ERRORS.grantRejected : problem.body;
  const detail = describe(problem);
  return { error: errorOf(problem), error_description: detail, title, status, detail, code };
}

function errorOf(problem: Problem): OAuthErrorCode {
  if (problem instanceof GrantRejected) return problem.error;
  const hasUnknownGrant = problem.body.errors?.some(
    ({ field, detail }) => field === 'grant_type' && detail !== 'Send it once.',
  );
  return hasUnknownGrant ? 'unsupported_grant_type' : 'invalid_request';
}

/** `error_description` has no room for a list of fields: each becomes a sentence. */
function describe({ body }: Problem): string {
  const fields = (body.errors ?? []).map(({ field, detail }) => (field ? `${field}: ${detail}` : detail));
  return [body.detail, ...fields].join(' ');
}

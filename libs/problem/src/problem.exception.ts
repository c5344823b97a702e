import { HttpException } from '@nestjs/common';
import { problemBody, type ProblemBody, type ProblemFields } from './problem-body.ts';

export type ProblemOptions = ProblemFields &
  Readonly<{
    /** Response headers that go with the response, such as `WWW-Authenticate` or `Retry-After`. */
    headers?: Readonly<Record<string, string>>;
    /** What really happened, for the log only. */
    cause?: unknown;
  }>;

/**
 * An error that the caller is told about, as RFC 9457 `application/problem+json`.
 *
 * @example throw new Problem({ status: 409, detail: 'The order was already sent.' })
 */
export class Problem extends HttpException {
  readonly body: ProblemBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ headers = {}, cause, ...problem }: ProblemOptions) {
    const body = problemBody(problem);
    super(body, body.status, { cause });
    this.name = 'Problem';
    this.message = body.detail;
    this.body = body;
    this.headers = headers;
  }
}

import { PROBLEM_MEDIA_TYPE, type ProblemBody } from '@lambda-nest/problem';
import type { AppResponse } from './shape-response.ts';

/** A problem as a response that no cache keeps; `headers` go with it. */
export function problemResponse(
  problem: ProblemBody,
  headers: Readonly<Record<string, string>>,
): AppResponse {
  return {
    status: problem.status,
    reason: problem.title,
    headers: { ...headers, 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store' },
    body: Buffer.from(JSON.stringify(problem)),
  };
}

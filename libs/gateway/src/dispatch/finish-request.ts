import type { ServerResponse } from 'node:http';
import type { Log } from '@lambda-nest/log';
import { errorProblem, sendProblem, statusProblem } from '@lambda-nest/problem';

/**
 * What Express calls when no route answered or an error reached the end: problem+json instead of its HTML page, which
 * repeats the URL.
 */
export function finishRequest(response: ServerResponse, log: Log): (error?: unknown) => void {
  return (error) => {
    const problem = error === undefined || error === null ? statusProblem(404) : errorProblem(error);
    if (problem.status >= 500) log.error('request failed', { error, status: problem.status });
    sendProblem(response, problem);
  };
}

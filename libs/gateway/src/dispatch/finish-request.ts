import type { ServerResponse } from 'node:http';
import type { Log } from '#log';
import { errorProblem, PROBLEM_MEDIA_TYPE, statusProblem } from '#problem';

/**
 * What Express calls when no route answered or an error reached the end: problem+json instead of its HTML page, which
 * repeats the URL. Half an answer cannot be taken back, so it is aborted.
 */
export function finishRequest(response: ServerResponse, log: Log): (error?: unknown) => void {
  return (error) => {
    const problem = error === undefined || error === null ? statusProblem(404) : errorProblem(error);
    if (problem.status >= 500) log.error('request failed', { error, status: problem.status });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of response.getHeaderNames())
      if (name.startsWith('content-')) response.removeHeader(name);
    response.writeHead(problem.status, { 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store' });
    response.end(JSON.stringify(problem));
  };
}

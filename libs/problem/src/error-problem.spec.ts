import { describe, expect, it } from '@jest/globals';
import { errorProblem, statusProblem } from './error-problem.ts';

function error(members: object): Error {
  return Object.assign(new Error('CANARY'), members);
}

describe('statusProblem', () => {
  it.each([
    [400, 'Bad Request', 'The request is malformed.'],
    [401, 'Unauthorized', 'Credentials are missing or not valid.'],
    [403, 'Forbidden', 'You may not do this.'],
    [404, 'Not Found', 'There is nothing at this path for this method.'],
    [413, 'Content Too Large', 'The request is too large.'],
    [415, 'Unsupported Media Type', 'This media type is not accepted here.'],
    [429, 'Too Many Requests', 'Too many requests. Try again later.'],
    [409, 'Conflict', 'The request was rejected.'],
    [500, 'Internal Server Error', 'Something went wrong on our side.'],
    [503, 'Service Unavailable', 'The service cannot answer right now. Try again later.'],
    [599, 'Error', 'Something went wrong on our side.'],
  ])('says one sentence of %i', (status, title, detail) => {
    expect(statusProblem(status)).toEqual({
      type: 'about:blank',
      title,
      status,
      detail,
      code: `${status}000`,
    });
  });
});

describe('errorProblem', () => {
  it.each([
    ['a client error of http-errors', error({ status: 413, expose: true }), 413],
    ['an error with the status of the response of another service', error({ status: 404 }), 500],
    ['a path that does not decode', Object.assign(new URIError('CANARY'), { status: 400 }), 400],
    ['a client error that is not to be shown', error({ status: 404, expose: false }), 500],
    ['a server error', error({ status: 502, expose: true }), 500],
    ['a status below 400', error({ status: 204 }), 500],
    ['a status that is no number', error({ status: '404' }), 500],
    ['an error that may be shown, with a status below 400', error({ status: 302, expose: true }), 500],
    ['… with a status that is no number', error({ status: '404', expose: true }), 500],
    ['… with half a status', error({ status: 404.5, expose: true }), 500],
    ['… without a status', error({ expose: true }), 500],
    ['a plain error', error({}), 500],
    ['an object with a status', { status: 404, message: 'CANARY' }, 500],
    ['a string', 'CANARY', 500],
    ['null', null, 500],
  ])('takes the status of %s, and no word', (_, thrown, status) => {
    const problem = errorProblem(thrown);
    expect(problem.status).toBe(status);
    expect(JSON.stringify(problem)).not.toContain('CANARY');
  });
});

import { ServerResponse } from 'node:http';
import { describe, expect, it, jest } from '@jest/globals';
import { problemBody } from './problem-body.ts';
import { sendProblem } from './send-problem.ts';

function buildResponse() {
  const response = new ServerResponse({ method: 'GET' } as never);
  const end = jest.spyOn(response, 'end');
  return { response, end };
}

const problem = problemBody({ status: 409, detail: 'Already sent.' });

describe('sendProblem', () => {
  it('ends the response with the problem, kept by no cache', () => {
    const { response, end } = buildResponse();
    sendProblem(response, problem, { 'retry-after': '5' });
    expect(response.statusCode).toBe(409);
    expect({ ...response.getHeaders() }).toEqual({
      'cache-control': 'no-store',
      'retry-after': '5',
      'content-type': 'application/problem+json',
    });
    expect(end.mock.calls.map(([body]) => body as unknown)).toEqual([JSON.stringify(problem)]);
  });

  it.each([
    'content-disposition',
    'content-encoding',
    'content-length',
    'content-range',
    'etag',
    'last-modified',
  ])('removes %s, which described another body', (name) => {
    const { response } = buildResponse();
    response.setHeader(name, 'x');
    sendProblem(response, problem);
    expect(response.hasHeader(name)).toBe(false);
  });

  it('keeps what describes every response', () => {
    const { response } = buildResponse();
    response.setHeader('content-security-policy', "default-src 'none'");
    sendProblem(response, problem);
    expect(response.getHeader('content-security-policy')).toBe("default-src 'none'");
  });

  it('destroys a response whose head is out', () => {
    const { response, end } = buildResponse();
    response.flushHeaders();
    sendProblem(response, problem);
    expect(response.destroyed).toBe(true);
    expect(end).not.toHaveBeenCalled();
  });
});

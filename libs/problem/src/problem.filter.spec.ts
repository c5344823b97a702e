import { describe, expect, it, jest } from '@jest/globals';
import { ForbiddenException, HttpException, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { Problem } from './problem.exception.ts';
import { ProblemFilter } from './problem.filter.ts';

class StubResponse {
  statusCode = 200;
  body = '';
  headersSent = false;
  isDestroyed = false;
  readonly headers = new Map<string, string>([
    ['etag', '"x"'],
    ['cache-control', 'max-age=60'],
  ]);

  setHeader(name: string, value: string): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }
  removeHeader(name: string): void {
    this.headers.delete(name);
  }
  status(code: number): this {
    this.statusCode = code;
    return this;
  }
  end(body: string): void {
    this.body = body;
  }
  destroy(): void {
    this.isDestroyed = true;
  }
}

function answerTo(thrown: unknown, response = new StubResponse()) {
  const report = jest.fn();
  const host = { switchToHttp: () => ({ getResponse: () => response }) } as unknown as ArgumentsHost;
  new ProblemFilter(report).catch(thrown, host);
  return { response, report, body: response.body ? (JSON.parse(response.body) as unknown) : undefined };
}

describe('ProblemFilter', () => {
  it('sends what a Problem says, with its headers, never cached', () => {
    const { response, body } = answerTo(
      new Problem({
        status: 409,
        code: '409001',
        detail: 'Already sent.',
        headers: { 'X-Retry': 'no' },
        errors: [{ field: 'id', detail: 'It is taken.' }],
      }),
    );
    expect(response.statusCode).toBe(409);
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/problem+json',
      'x-retry': 'no',
    });
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'Already sent.',
      code: '409001',
      errors: [{ field: 'id', detail: 'It is taken.' }],
    });
  });

  const bodyParserError = Object.assign(new Error('request entity too large CANARY'), {
    status: 413,
    expose: true,
  });

  it.each<[string, unknown, number, string]>([
    ["Nest's 404, which repeats the URL", new NotFoundException('Cannot GET /x?token=CANARY'), 404, '404000'],
    ['an exception with the least status', new HttpException('CANARY', 400), 400, '400000'],
    ['an exception with the greatest status', new HttpException('CANARY', 599), 599, '599000'],
    ['an exception that is our fault', new HttpException('CANARY', 503), 503, '503000'],
    ['an exception with half a status', new HttpException('CANARY', 404.5), 500, '500000'],
    ['any exception of Nest', new ForbiddenException({ message: 'CANARY' }), 403, '403000'],
    ['an error of an Express middleware', bodyParserError, 413, '413000'],
    [
      'a middleware error that must not be exposed',
      Object.assign(new Error('CANARY'), { status: 404, expose: false }),
      500,
      '500000',
    ],
    ['an Error', new Error('CANARY at /var/task/secret.js'), 500, '500000'],
    ['a plain object with a status', { statusCode: 400, message: 'CANARY' }, 500, '500000'],
    ['a string', 'CANARY', 500, '500000'],
    ['nothing', undefined, 500, '500000'],
    ['an exception with a status that is none', new HttpException('CANARY', 200), 500, '500000'],
    ['an exception with a status beyond', new HttpException('CANARY', 1000), 500, '500000'],
  ])('says nothing but the status of %s', (_case, thrown, status, code) => {
    const { response, body } = answerTo(thrown);
    expect(response.statusCode).toBe(status);
    expect(body).toMatchObject({ status, code });
    expect(response.body).not.toContain('CANARY');
  });

  it('reports what was not the caller’s fault, and only that', () => {
    const error = new Error('boom');
    expect(answerTo(error).report).toHaveBeenCalledWith(error, 500);
    expect(answerTo(new Problem({ status: 503, detail: 'Later.' })).report).toHaveBeenCalled();
    expect(answerTo(new NotFoundException()).report).not.toHaveBeenCalled();
  });

  it('is told by a Problem what really happened, under its own name', () => {
    const cause = new Error('boom');
    expect(new Problem({ status: 503, detail: 'Later.', cause })).toMatchObject({
      name: 'Problem',
      message: 'Later.',
      cause,
    });
  });

  it('ends an answer that has begun', () => {
    const response = new StubResponse();
    response.headersSent = true;
    expect(answerTo(new Error('late'), response).response).toMatchObject({ isDestroyed: true, body: '' });
  });
});

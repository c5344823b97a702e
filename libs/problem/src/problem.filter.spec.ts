import { describe, expect, it, jest } from '@jest/globals';
import {
  BadRequestException,
  ConflictException,
  ForbiddenException,
  HttpException,
  NotFoundException,
  type ArgumentsHost,
} from '@nestjs/common';
import { noteFrameworkError, noteUnrouted } from './framework-errors.ts';
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

function replyTo(thrown: unknown, { request = {}, response = new StubResponse() } = {}) {
  const report = jest.fn();
  const http = { getRequest: () => request, getResponse: () => response };
  const host = { switchToHttp: () => http } as unknown as ArgumentsHost;
  new ProblemFilter(report).catch(thrown, host);
  return { response, report, body: response.body ? (JSON.parse(response.body) as unknown) : undefined };
}

describe('ProblemFilter', () => {
  it('sends what a Problem says, with its headers, never cached', () => {
    const { response, body } = replyTo(
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

  const upstream = Object.assign(new Error('CANARY'), { status: 404, statusCode: 404 });

  it.each<[string, unknown, number, string]>([
    ['an exception with the maximum status', new HttpException('CANARY', 599), 599, '599000'],
    ['an exception about the server', new HttpException('CANARY', 503), 503, '503000'],
    ['an exception with half a status', new HttpException('CANARY', 404.5), 500, '500000'],
    ['an error of another service, with the status of its response', upstream, 500, '500000'],
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
    const { response, body } = replyTo(thrown);
    expect(response.statusCode).toBe(status);
    expect(body).toMatchObject({ status, code });
    expect(response.body).not.toContain('CANARY');
  });

  it.each<[string, HttpException, object]>([
    [
      'a text',
      new ConflictException('The order was already sent.'),
      { detail: 'The order was already sent.' },
    ],
    ['a status and a text', new HttpException('The order is gone.', 410), { detail: 'The order is gone.' }],
    [
      'an object with a message',
      new ForbiddenException({ message: 'Your plan has no exports.', other: 1 }),
      { detail: 'Your plan has no exports.' },
    ],
    [
      'a list of texts',
      new BadRequestException(['Name it.', 'Date it.', 7]),
      { detail: 'The request is malformed.', errors: [{ detail: 'Name it.' }, { detail: 'Date it.' }] },
    ],
    [
      'a code',
      new ConflictException('Already sent.', { errorCode: 'ORDER_SENT' }),
      { detail: 'Already sent.', code: 'ORDER_SENT' },
    ],
    [
      'a code that is none',
      new ConflictException('Already sent.', { errorCode: 'not a code' }),
      { detail: 'Already sent.', code: '409000' },
    ],
    [
      'a code that is a number',
      new ConflictException({ message: 'Already sent.', errorCode: 7 }),
      { detail: 'Already sent.', code: '409000' },
    ],
    [
      'an object with an empty message',
      new ConflictException({ message: '' }),
      { detail: 'The request was rejected.' },
    ],
    [
      'a text that begins as that of its cause, which no parser threw',
      new BadRequestException('No stock - order less.', { cause: new Error('No stock') }),
      { detail: 'No stock - order less.' },
    ],
    ['no text', new NotFoundException(), { detail: 'There is nothing at this path for this method.' }],
    [
      'an empty text',
      new NotFoundException(''),
      { detail: 'There is nothing at this path for this method.' },
    ],
    [
      'an object without a message',
      new ConflictException({ reason: 'CANARY' }),
      { detail: 'The request was rejected.' },
    ],
  ])('sends what the author of an exception says: %s', (_case, thrown, expected) => {
    expect(replyTo(thrown).body).toMatchObject({ status: thrown.getStatus(), ...expected });
    expect(replyTo(thrown).response.body).not.toContain('CANARY');
  });

  it("replaces Nest's 404, which repeats the URL, of a request that no route took", () => {
    const request = {};
    noteUnrouted(request);
    const { body } = replyTo(new NotFoundException('Cannot GET /x?token=CANARY'), { request });
    expect(body).toMatchObject({ status: 404, detail: 'There is nothing at this path for this method.' });
  });

  it('replaces the text of an exception that the framework made, and names the fields that were noted', () => {
    const [plain, named] = [new BadRequestException('CANARY'), new BadRequestException('CANARY')];
    noteFrameworkError(plain);
    noteFrameworkError(named, [{ field: 'id', detail: 'It must be a UUID.' }]);
    expect(replyTo(plain).body).toMatchObject({ status: 400, detail: 'The request is malformed.' });
    expect(replyTo(plain).body).not.toHaveProperty('errors');
    expect(replyTo(named).body).toMatchObject({
      status: 400,
      detail: 'The input is not valid.',
      errors: [{ field: 'id', detail: 'It must be a UUID.' }],
    });
  });

  it('replaces what multer says of the fields of a caller, and not what an author says of it', () => {
    const cause = Object.assign(new Error('Unexpected field'), { name: 'MulterError' });
    const passedOn = new BadRequestException('Unexpected field - CANARY', { cause });
    expect(replyTo(passedOn).body).toMatchObject({ status: 400, detail: 'The request is malformed.' });
    const worded = new BadRequestException('Send one picture.', { cause });
    expect(replyTo(worded).body).toMatchObject({ detail: 'Send one picture.' });
  });

  it('reports what was not an error of the caller, and only that', () => {
    const error = new Error('boom');
    expect(replyTo(error).report).toHaveBeenCalledWith(error, 500);
    expect(replyTo(new Problem({ status: 503, detail: 'Later.' })).report).toHaveBeenCalled();
    expect(replyTo(new NotFoundException()).report).not.toHaveBeenCalled();
  });

  it('is told by a Problem what really happened, under its own name', () => {
    const cause = new Error('boom');
    expect(new Problem({ status: 503, detail: 'Later.', cause })).toMatchObject({
      name: 'Problem',
      message: 'Later.',
      cause,
    });
  });

  it('ends a response that has begun', () => {
    const response = new StubResponse();
    response.headersSent = true;
    expect(replyTo(new Error('late'), { response }).response).toMatchObject({ isDestroyed: true, body: '' });
  });
});

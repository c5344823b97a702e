import { describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error.ts';
import { readError } from './read-error.ts';

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

async function read(
  status: number,
  body: unknown,
  contentType = JSON_TYPE,
  headers: Record<string, string> = {},
): Promise<object> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = { status, statusText: 'Phrase', headers: { 'content-type': contentType, ...headers } };
  const error = await readError(new Response(text, init));
  expect(error).toBeInstanceOf(ApiError);
  expect(error.message).toBe(error.detail);
  const { name, ...fields } = error;
  expect(name).toBe('ApiError');
  return fields;
}

describe('readError', () => {
  const PROBLEM = { type: 'about:blank', title: 'Forbidden', status: 403, detail: 'You belong to no group.' };

  it('reads a problem of the application', async () => {
    expect(await read(403, { ...PROBLEM, code: '403002' }, `${PROBLEM_TYPE}; charset=utf-8`)).toEqual({
      kind: 'problem',
      status: 403,
      code: '403002',
      title: 'Forbidden',
      detail: 'You belong to no group.',
    });
  });

  it('reads what was wrong with which field, and leaves out what says nothing', async () => {
    const errors = [
      { field: 'size', detail: 'Be a number.' },
      { detail: 'Be brief.' },
      { field: 'x' },
      'y',
      null,
    ];
    expect(await read(400, { ...PROBLEM, errors }, PROBLEM_TYPE)).toMatchObject({
      errors: [{ field: 'size', detail: 'Be a number.' }, { detail: 'Be brief.' }],
    });
    expect(await read(400, { ...PROBLEM, errors: [] }, PROBLEM_TYPE)).not.toHaveProperty('errors');
    expect(
      await read(400, { ...PROBLEM, errors: [{ field: 1, detail: 'x' }] }, PROBLEM_TYPE),
    ).not.toHaveProperty('errors');
  });

  it('takes the status of the response, whatever the body says', async () => {
    expect(await read(404, PROBLEM, PROBLEM_TYPE)).toMatchObject({ status: 404, code: '404000' });
  });

  it('fills in what a problem leaves out, or has as another type', async () => {
    const filled = { kind: 'problem', status: 409, code: '409000', title: 'Phrase', detail: 'Phrase' };
    expect(await read(409, {}, PROBLEM_TYPE)).toEqual(filled);
    expect(await read(409, { code: 1, title: null, detail: [], errors: {} }, PROBLEM_TYPE)).toEqual(filled);
  });

  it('reads an error of the token endpoint', async () => {
    const body = { error: 'invalid_grant', error_description: 'The refresh token is not valid.' };
    expect(await read(400, { ...body, title: 'Bad Request', code: '400004' })).toEqual({
      kind: 'oauth',
      status: 400,
      code: '400004',
      title: 'Bad Request',
      detail: 'The refresh token is not valid.',
      oauthError: 'invalid_grant',
    });
    expect(await read(400, { error: 'invalid_request' })).toMatchObject({
      code: '400000',
      title: 'Phrase',
      detail: 'invalid_request',
    });
  });

  it('reads an error of the gateway', async () => {
    expect(await read(404, { message: 'Not Found' })).toEqual({
      kind: 'gateway',
      status: 404,
      code: '404000',
      title: 'Not Found',
      detail: 'Not Found',
    });
  });

  it.each([
    ['a page', '<html>Bad Gateway</html>', 'text/html'],
    ['nothing', '', 'text/plain'],
    ['JSON that is cut off', '{"message": "Serv', JSON_TYPE],
    ['a list', '[{"message":"x"}]', JSON_TYPE],
    ['null', 'null', JSON_TYPE],
    ['an object of something else', '{"fault":"x"}', JSON_TYPE],
    ['a message that is no text', '{"message":{}}', JSON_TYPE],
  ])('says of %s that it is none of this API, and repeats none of it', async (_, body, contentType) => {
    expect(await read(502, body, contentType)).toEqual({
      kind: 'unexpected',
      status: 502,
      code: '502000',
      title: 'Phrase',
      detail: 'The response is none of this API.',
    });
  });

  it('has a title where the protocol knows no phrase', async () => {
    expect(await readError(new Response('', { status: 502 }))).toMatchObject({ title: 'Status 502' });
  });

  it.each([
    ['Retry-After', '7', { retryAfter: 7 }],
    ['Retry-After', '0', { retryAfter: 0 }],
    ['WWW-Authenticate', 'Bearer', { wwwAuthenticate: 'Bearer' }],
    ['Apigw-Requestid', 'abc=', { requestId: 'abc=' }],
    ['X-Amzn-RequestId', 'a-b', { requestId: 'a-b' }],
  ])('reads the header %s: %s', async (name, value, fields) => {
    expect(await read(503, { message: 'x' }, JSON_TYPE, { [name]: value })).toMatchObject(fields);
  });

  it('tells of a connection that fails in the middle of the body', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
    expect(await readError(new Response(broken, { status: 500 }))).toMatchObject({
      kind: 'network',
      status: 0,
      code: 'network',
      cause: expect.objectContaining({ message: 'reset' }),
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { checkResponse, type CheckedResponse, readTarget } from '@lambda-nest/testing/document';

function replyFrom(
  status: number,
  body: object,
  contentType = 'application/json; charset=utf-8',
): CheckedResponse {
  return { status, headers: { 'content-type': contentType }, text: JSON.stringify(body) };
}

const problem = (status: number, detail: string, code = `${status}000`) =>
  replyFrom(
    status,
    { type: 'about:blank', title: 'Error', status, detail, code },
    'application/problem+json',
  );

const withHeader = (header: string, value: string, one: CheckedResponse): CheckedResponse => ({
  ...one,
  headers: { ...one.headers, [header]: value },
});

const healthy = { status: 'ok', version: '1.0.0', uptime: 1 };

describe('checkResponse', () => {
  it.each([
    ['GET', '/v1/manage/hc', replyFrom(200, healthy)],
    ['GET', '/v1/users/whoami', replyFrom(200, { claims: { sub: 'x', groups: ['USERS'] } })],
    ['GET', '/v1/users/whoami', withHeader('www-authenticate', 'Bearer', problem(401, 'No.', '401001'))],
    ['GET', '/v1/nowhere', replyFrom(418, {})],
    ['DELETE', '/v1/manage/hc', replyFrom(418, {})],
    ['POST', '/v1/auth/token', problem(404, 'There is nothing at this path for this method.')],
    ['GET', '/v1/manage/hc', problem(403, 'Requests from this source are not accepted.')],
  ])('lets %s %s answer as documented, or as what is no operation', (method, path, one) => {
    expect(() => checkResponse(method, path, one)).not.toThrow();
  });

  it("lets the gateway answer as itself, where the document marks it as the gateway's", () => {
    const unauthorized = withHeader(
      'www-authenticate',
      'Bearer',
      replyFrom(401, { message: 'Unauthorized' }),
    );
    expect(() => checkResponse('GET', '/v1/users/whoami', unauthorized, 'gateway')).not.toThrow();
    expect(() => checkResponse('GET', '/v1/manage/hc', unauthorized, 'gateway')).toThrow(
      'the status is not documented',
    );
    expect(() => checkResponse('GET', '/v1/users/whoami', unauthorized)).toThrow(
      'the media type application/json is not documented',
    );
  });

  it('rejects an error without the header that the document promises, or with one that it does not have', () => {
    const reject = (one: CheckedResponse) => () => checkResponse('GET', '/v1/users/whoami', one);
    expect(reject(problem(401, 'No.', '401001'))).toThrow('the header WWW-Authenticate is missing');
    expect(reject(withHeader('retry-after', '1', problem(403, 'No.', '403003')))).toThrow(
      'the header Retry-After is not documented',
    );
  });

  it('rejects a body that is no JSON', () => {
    const page = { ...replyFrom(200, {}), text: '<html>' };
    expect(() => checkResponse('GET', '/v1/manage/hc', page)).toThrow('body must be object');
  });

  it.each([
    ['a status that is not documented', replyFrom(418, {}), 'the status is not documented'],
    [
      'another media type',
      replyFrom(200, healthy, 'text/plain'),
      'the media type text/plain is not documented',
    ],
    [
      "the gateway's answer",
      replyFrom(500, { message: 'Internal Server Error' }),
      'the media type application/json is not documented',
    ],
    [
      'a missing member',
      replyFrom(200, { status: 'ok', uptime: 1 }),
      "body must have required property 'version'",
    ],
    ['a member of another type', replyFrom(200, { ...healthy, uptime: '1' }), 'body/uptime must be integer'],
    ['a member more', replyFrom(200, { ...healthy, more: 1 }), 'body must NOT have additional properties'],
    [
      'another code',
      problem(500, 'No.', '42'),
      'body/code must match pattern "^([45]\\d{5}|[A-Za-z][\\w.:-]*)$"',
    ],
  ])('rejects %s', (_what, one, violation) => {
    expect(() => checkResponse('GET', '/v1/manage/hc', one)).toThrow(
      `GET /v1/manage/hc answered ${one.status} unlike its document: ${violation}\n${one.text}`,
    );
  });
});

describe('readTarget', () => {
  it.each([
    [{ rawPath: '/mvp/v1/x', requestContext: { stage: 'mvp', http: { method: 'GET' } } }, '/v1/x'],
    [{ rawPath: '/mvp/v1/x', requestContext: { stage: '$default', http: { method: 'GET' } } }, '/mvp/v1/x'],
    [{ path: '/v1/x', httpMethod: 'GET', requestContext: { stage: 'prod' } }, '/v1/x'],
    [{ path: '/v1/x', httpMethod: 'GET', requestContext: { stage: { toString: 1 } } }, '/v1/x'],
  ])('reads the route of %j', (event, path) => {
    expect(readTarget(event)).toEqual({ method: 'GET', path });
  });

  it.each([null, {}, { rawPath: '/' }, { Records: [] }])('reads none of %j', (event) => {
    expect(readTarget(event)).toBeUndefined();
  });
});

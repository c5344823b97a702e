import { describe, expect, it } from '@jest/globals';
import { replyToPreflight, applyCors } from './apply-cors.ts';

const cors = {
  allowOrigins: ['https://app.example.com'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['authorization', 'content-type'],
  exposeHeaders: ['x-total'],
  allowCredentials: true,
  maxAge: 600,
};

const preflight = (origin: string): Map<string, string> =>
  new Map([
    ['origin', origin],
    ['access-control-request-method', 'GET'],
  ]);

describe('replyToPreflight', () => {
  it('answers an allowed origin itself', () => {
    expect(replyToPreflight(cors, 'OPTIONS', preflight('https://app.example.com'))).toEqual({
      status: 204,
      headers: [
        ['Access-Control-Allow-Origin', 'https://app.example.com'],
        ['Access-Control-Allow-Credentials', 'true'],
        ['Access-Control-Allow-Methods', 'GET,POST'],
        ['Access-Control-Allow-Headers', 'authorization,content-type'],
        ['Access-Control-Max-Age', '600'],
      ],
      body: Buffer.alloc(0),
    });
  });

  it('allows another origin nothing', () => {
    expect(replyToPreflight(cors, 'OPTIONS', preflight('https://evil.example.com'))).toMatchObject({
      status: 204,
      headers: [],
    });
  });

  it.each([
    ['without CORS configured', undefined, 'OPTIONS', preflight('https://app.example.com')],
    ['for another method', cors, 'GET', preflight('https://app.example.com')],
    ['for OPTIONS without the headers of a preflight', cors, 'OPTIONS', new Map<string, string>()],
  ])('leaves the request alone %s', (_when, config, method, headers) => {
    expect(replyToPreflight(config, method, headers)).toBeUndefined();
  });
});

describe('applyCors', () => {
  const response = {
    status: 200,
    headers: [
      ['Access-Control-Allow-Origin', '*'],
      ['X-Total', '3'],
    ] as [string, string][],
    body: Buffer.alloc(0),
  };

  it("replaces the function's own CORS headers", () => {
    expect(applyCors(cors, 'https://app.example.com', response).headers).toEqual([
      ['X-Total', '3'],
      ['Access-Control-Allow-Origin', 'https://app.example.com'],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Expose-Headers', 'x-total'],
    ]);
  });

  it.each([
    ['*', 'https://any.example.com', '*'],
    ['https://*', 'https://any.example.com', 'https://any.example.com'],
    ['https://*', 'http://any.example.com', undefined],
    ['https://app.example.com', 'https://app.example.com.evil.com', undefined],
    ['https://app.example.com', undefined, undefined],
  ])('with %s allows %s as %s', (allowed, origin, written) => {
    const { headers } = applyCors({ allowOrigins: [allowed] }, origin, response);
    expect(new Map(headers).get('Access-Control-Allow-Origin')).toBe(written);
  });

  it("leaves the function's headers where CORS is not configured", () => {
    expect(applyCors(undefined, 'https://app.example.com', response)).toBe(response);
  });
});

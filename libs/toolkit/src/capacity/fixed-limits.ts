/** A limit that the amount of traffic does not change, what the product does about it, and what to do at it. */
export type FixedLimit = Readonly<{ limit: string; here: string; change: string; source: string }>;

const GATEWAY = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';

export const FIXED_LIMITS: readonly FixedLimit[] = [
  {
    limit: '300 routes of an HTTP API',
    here: 'each declaration is a route, and there is no catch-all',
    change:
      'request more in Service Quotas, or split the service: a second stack under another mapping key of the same domain',
    source: GATEWAY,
  },
  {
    limit: '10 MB of a request at an HTTP API',
    here: 'Lambda takes less, so it is never reached',
    change: 'upload to S3 with a presigned URL, and send the key of the object',
    source: GATEWAY,
  },
  {
    limit: '6 MB of an event or a response of Lambda (4.5 MB of a file, which is base64)',
    here: '`MAX_BODY_BYTES` rejects with 413 from 1 MB on; a response that is too large is a 500 with the code `500001`',
    change: 'raise `MAX_BODY_BYTES` up to 6291456; beyond that pages of lists, or S3 and a presigned URL',
    source: LAMBDA,
  },
  {
    limit: '30 s for an integration of an HTTP API (29 s of a REST API)',
    here: 'the function times out at 28 s, before the gateway gives up',
    change: 'reply 202 and do the work behind a queue; no quota of an HTTP API raises it',
    source: GATEWAY,
  },
  {
    limit: '`throttleRate` and `throttleBurst` of the stack',
    here: '100 requests/s and 200 at once by default, far below what the account may have',
    change: 'set both to what the table above needs; a rejected request is a 429',
    source: 'infra/parameters/default.yml',
  },
  {
    limit: '`POST /v1/auth/token`: 10 requests/s and 20 at once',
    here: 'a throttle of its own, against guessing of passwords',
    change: 'sign in at the identity provider itself, and leave the password flow off',
    source: 'infra/README.md',
  },
  {
    limit: '4 KB of environment variables',
    here: 'the template is checked against it',
    change: 'move the largest to SSM',
    source: LAMBDA,
  },
];

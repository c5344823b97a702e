import type { Sent } from './send-request.ts';

/** A request, the route that takes it, and the event HTTP APIs make of it; without what differs each time. */
export type RecordedRequest = {
  what: string;
  route: string;
  sent: Sent;
  event: Record<string, unknown>;
};

const GATEWAY_HEADERS = {
  host: 'abcde.localhost',
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-proto': 'http',
};

/**
 * On the `$default` stage, as everything recorded was.
 *
 * @see https://github.com/aws/aws-lambda-dotnet its Lambda test tool's snapshots, recorded on AWS in April 2025
 * @see https://github.com/aws-powertools/powertools-lambda-typescript its `apigw-http` events, recorded in June 2024;
 * the cases are theirs, the values ours.
 */
export const RECORDED_REQUESTS: RecordedRequest[] = [
  {
    what: 'variables, cookies and repeated parameters',
    route: 'POST /shops/{shopId}/items',
    sent: {
      method: 'POST',
      path: '/shops/7/items?state=open&tag=red&tag=blue',
      headers: [
        'User-Agent',
        'Agent/1',
        'Accept',
        'text/html, application/json',
        'Cookie',
        'id=abc; mode=dark',
      ],
      body: '',
    },
    event: {
      rawPath: '/shops/7/items',
      rawQueryString: 'state=open&tag=red&tag=blue',
      cookies: ['id=abc', 'mode=dark'],
      headers: {
        ...GATEWAY_HEADERS,
        accept: 'text/html, application/json',
        'content-length': '0',
        'user-agent': 'Agent/1',
      },
      queryStringParameters: { state: 'open', tag: 'red,blue' },
      pathParameters: { shopId: '7' },
      isBase64Encoded: false,
    },
  },
  {
    what: 'a path with encoded characters, decoded everywhere',
    route: 'GET /people/{name}/orders/{order}',
    sent: { path: '/people/Jos%C3%A9%20M/orders/Summer%20Sale%E2%98%95' },
    event: {
      rawPath: '/people/José M/orders/Summer Sale☕',
      rawQueryString: '',
      headers: { ...GATEWAY_HEADERS, 'content-length': '0' },
      pathParameters: { name: 'José M', order: 'Summer Sale☕' },
      isBase64Encoded: false,
    },
  },
  {
    what: 'a query with encoded characters, decoded beside the text as it was sent',
    route: 'GET /search',
    sent: { path: '/search?q=Good%20day&tag=C%23&tag=F%23+x' },
    event: {
      rawPath: '/search',
      rawQueryString: 'q=Good%20day&tag=C%23&tag=F%23+x',
      headers: { ...GATEWAY_HEADERS, 'content-length': '0' },
      queryStringParameters: { q: 'Good day', tag: 'C#,F# x' },
      isBase64Encoded: false,
    },
  },
  {
    what: 'bytes, in base64',
    route: 'PUT /avatar',
    sent: {
      method: 'PUT',
      path: '/avatar',
      headers: ['Content-Type', 'application/octet-stream'],
      body: Buffer.from([9, 8, 7, 255]),
    },
    event: {
      rawPath: '/avatar',
      rawQueryString: '',
      headers: { ...GATEWAY_HEADERS, 'content-length': '4', 'content-type': 'application/octet-stream' },
      body: 'CQgH/w==',
      isBase64Encoded: true,
    },
  },
  {
    what: 'JSON, as text',
    route: 'POST /things',
    sent: {
      method: 'POST',
      path: '/things',
      headers: ['Content-Type', 'application/json'],
      body: '{"name":"José"}',
    },
    event: {
      rawPath: '/things',
      rawQueryString: '',
      headers: { ...GATEWAY_HEADERS, 'content-length': '16', 'content-type': 'application/json' },
      body: '{"name":"José"}',
      isBase64Encoded: false,
    },
  },
  {
    what: 'a form, in base64',
    route: 'POST /auth/token',
    sent: {
      method: 'POST',
      path: '/auth/token',
      headers: ['Content-Type', 'application/x-www-form-urlencoded'],
      body: 'username=a&password=b',
    },
    event: {
      rawPath: '/auth/token',
      rawQueryString: '',
      headers: {
        ...GATEWAY_HEADERS,
        'content-length': '21',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'dXNlcm5hbWU9YSZwYXNzd29yZD1i',
      isBase64Encoded: true,
    },
  },
  {
    what: 'repeated headers, the connection left out, any route',
    route: '$default',
    sent: {
      path: '/users',
      headers: [
        'Connection',
        'close',
        'X-Multi',
        'first',
        'x-multi',
        'second',
        'Upgrade-Insecure-Requests',
        '1',
      ],
    },
    event: {
      rawPath: '/users',
      rawQueryString: '',
      headers: {
        ...GATEWAY_HEADERS,
        'content-length': '0',
        'upgrade-insecure-requests': '1',
        'x-multi': 'first,second',
      },
      isBase64Encoded: false,
    },
  },
];

/** What a function returned, and what the client then received, as recorded on HTTP APIs of both payload formats. */
export type ResponsePair = {
  what: string;
  formats: ('1.0' | '2.0')[];
  returned: unknown;
  received: { status: number; headers: [name: string, ...values: string[]][]; body: string };
};

const BOTH: ResponsePair['formats'] = ['1.0', '2.0'];
const JSON_TYPE: [string, string] = ['Content-Type', 'application/json'];
const TEXT_TYPE: [string, string] = ['Content-Type', 'text/plain; charset=utf-8'];

/**
 * @see https://github.com/aws/aws-lambda-dotnet its Lambda test tool's snapshots, recorded on AWS in April 2025; the
 * cases are theirs, the values ours.
 */
export const RESPONSE_PAIRS: ResponsePair[] = [
  {
    what: 'JSON with its type',
    formats: BOTH,
    returned: { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: '{"answer":42}' },
    received: { status: 200, headers: [JSON_TYPE, ['Content-Length', '13']], body: '{"answer":42}' },
  },
  {
    what: 'another status, no type',
    formats: BOTH,
    returned: { statusCode: 201, body: '{"made":true}' },
    received: { status: 201, headers: [TEXT_TYPE, ['Content-Length', '13']], body: '{"made":true}' },
  },
  {
    what: 'a header of its own',
    formats: BOTH,
    returned: {
      statusCode: 200,
      headers: { 'Content-Type': 'application/json', 'X-Own': 'yes' },
      body: '{}',
    },
    received: { status: 200, headers: [JSON_TYPE, ['Content-Length', '2'], ['X-Own', 'yes']], body: '{}' },
  },
  {
    what: 'header names in lower case',
    formats: BOTH,
    returned: {
      statusCode: 200,
      headers: { 'Content-Type': 'application/json', lonely: 'one,two', other: 'three' },
      body: '[]',
    },
    received: {
      status: 200,
      headers: [JSON_TYPE, ['Content-Length', '2'], ['Lonely', 'one,two'], ['Other', 'three']],
      body: '[]',
    },
  },
  {
    what: 'several values of a header',
    formats: ['1.0'],
    returned: { statusCode: 200, multiValueHeaders: { 'X-Many': ['1', '2'] }, body: 'many' },
    received: {
      status: 200,
      headers: [TEXT_TYPE, ['Content-Length', '4'], ['X-Many', '1', '2']],
      body: 'many',
    },
  },
  {
    what: 'one header under both members',
    formats: ['1.0'],
    returned: {
      statusCode: 200,
      headers: { 'Content-Type': 'application/json', 'X-Both': 'alone' },
      multiValueHeaders: { 'X-Both': ['first', 'second'], many: ['a', 'b'] },
      body: '1',
    },
    received: {
      status: 200,
      headers: [
        JSON_TYPE,
        ['Content-Length', '1'],
        ['X-Both', 'alone', 'first', 'second'],
        ['Many', 'a', 'b'],
      ],
      body: '1',
    },
  },
  {
    what: 'a body that says it is not base64',
    formats: BOTH,
    returned: { statusCode: 200, body: 'Zm9v', isBase64Encoded: false },
    received: { status: 200, headers: [TEXT_TYPE, ['Content-Length', '4']], body: 'Zm9v' },
  },
  {
    what: 'a body in base64',
    formats: ['2.0'],
    returned: { statusCode: 200, body: 'Zm9vIGJhcg==', isBase64Encoded: true },
    received: { status: 200, headers: [TEXT_TYPE, ['Content-Length', '7']], body: 'foo bar' },
  },
  {
    what: 'plain text',
    formats: BOTH,
    returned: { statusCode: 200, body: 'Good day!' },
    received: { status: 200, headers: [TEXT_TYPE, ['Content-Length', '9']], body: 'Good day!' },
  },
  {
    what: 'status 0',
    formats: BOTH,
    returned: { statusCode: 0, body: 'gone' },
    received: {
      status: 500,
      headers: [JSON_TYPE, ['Content-Length', '35']],
      body: '{"message":"Internal Server Error"}',
    },
  },
  {
    what: 'text without a status',
    formats: ['2.0'],
    returned: 'just text',
    received: { status: 200, headers: [JSON_TYPE, ['Content-Length', '9']], body: 'just text' },
  },
  {
    what: 'half of a JSON text without a status',
    formats: ['2.0'],
    returned: '{"half": ',
    received: { status: 200, headers: [JSON_TYPE, ['Content-Length', '9']], body: '{"half": ' },
  },
  {
    what: 'an object without a status',
    formats: ['2.0'],
    returned: { answer: 42 },
    received: { status: 200, headers: [JSON_TYPE, ['Content-Length', '13']], body: '{"answer":42}' },
  },
];

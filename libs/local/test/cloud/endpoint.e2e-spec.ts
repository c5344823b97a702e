import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendRequest } from '../send-request.ts';
import { startTestCloud, type TestCloud } from '../../src/testing/start-test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.remove());

const signedFor = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=local/20261129/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
const form = (service: string, host = 'localhost'): string[] => [
  'Host',
  host,
  'Authorization',
  signedFor(service),
  'Content-Type',
  'application/x-www-form-urlencoded',
];
const WHO = 'Action=GetCallerIdentity&Version=2011-06-15';

describe('the endpoint of the local AWS', () => {
  it.each(['localhost', '127.0.0.1:4566', '[::1]:4566', 'sts.eu-west-1.amazonaws.com'])(
    'serves calls of the host %s',
    async (host) => {
      const sent = { method: 'POST', path: '/', headers: form('sts', host), body: WHO };
      const { status, body } = await sendRequest(cloud.port, sent);
      expect(status).toBe(200);
      expect(body).toContain('<Arn>arn:aws:iam::123456789012:user/developer</Arn>');
    },
  );

  it.each([
    ['a page of another origin', ['Host', 'localhost', 'Origin', 'https://evil.example']],
    ['a page of its own origin', ['Host', 'localhost', 'Sec-Fetch-Site', 'same-origin']],
    ['a host name that was pointed at this machine', ['Host', 'evil.example']],
    ['a host name that only starts like one of AWS', ['Host', 'sts.amazonaws.com.evil.example']],
  ])('serves no call of %s', async (_what, headers) => {
    const all = [...headers, 'Authorization', signedFor('sts')];
    const { status, body } = await sendRequest(cloud.port, {
      method: 'POST',
      path: '/',
      headers: all,
      body: WHO,
    });
    expect([status, body]).toEqual([403, expect.stringMatching(/serves no web pages|has no API at/)]);
  });

  it('asks for a signature', async () => {
    const { status, body } = await sendRequest(cloud.port, { path: '/', headers: ['Host', 'localhost'] });
    expect(status).toBe(403);
    expect(JSON.parse(body)).toMatchObject({
      message: expect.stringMatching(/^Missing Authentication Token/),
    });
  });

  it.each([
    [
      'kinesis',
      ['X-Amz-Target', 'Kinesis_20131202.ListStreams', 'Content-Type', 'application/x-amz-json-1.0'],
      'the service kinesis (Kinesis_20131202.ListStreams)',
    ],
    ['apigateway', [], 'the service apigateway (POST /restapis)'],
  ])('says what it does not know of %s', async (service, more, what) => {
    const headers = ['Host', 'localhost', 'Authorization', signedFor(service), ...more];
    const { status, body } = await sendRequest(cloud.port, {
      method: 'POST',
      path: '/restapis',
      headers,
      body: '{}',
    });
    expect(status).toBe(501);
    expect(JSON.parse(body)).toMatchObject({ message: `The local AWS does not implement ${what}.` });
    expect(cloud.lines.at(-1)).toBe(`${service}: NotImplemented The local AWS does not implement ${what}.`);
  });

  it('rejects a parameter that it does not know, in the shape of the protocol', async () => {
    const body = `${WHO}&Colour=red`;
    const reply = await sendRequest(cloud.port, { method: 'POST', path: '/', headers: form('sts'), body });
    expect(reply.status).toBe(400);
    expect(reply.body).toContain(
      "<Type>Sender</Type><Code>ValidationError</Code><Message>the local AWS does not know 'Colour'</Message>",
    );
  });

  it('takes a body that is no JSON for what it is', async () => {
    const headers = [
      'Host',
      'localhost',
      'Authorization',
      signedFor('ssm'),
      'X-Amz-Target',
      'AmazonSSM.GetParameter',
    ];
    const sent = {
      method: 'POST',
      path: '/',
      headers: [...headers, 'Content-Type', 'application/x-amz-json-1.1'],
    };
    const { status, body } = await sendRequest(cloud.port, { ...sent, body: '[1' });
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { __type: 'SerializationException', message: 'The body is not a JSON object.' },
    ]);
  });
});

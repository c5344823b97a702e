import { expect, it } from '@jest/globals';
import type { RequestRecord } from '../../../gateway/request-record.ts';
import type { ApiView } from './find-view.ts';
import { renderAccessLog } from './render-access-log.ts';

const view = {
  api: { ApiId: 'abc123' },
  stage: { StageName: 'dev' },
  domainName: 'abc123.execute-api.eu-west-1.amazonaws.com',
} as unknown as ApiView;
const record = { method: 'GET', path: '/x', status: 401, requestId: 'r1', gatewayMs: 1 } as RequestRecord;
const render = (format: string, more: Partial<RequestRecord> = {}): string =>
  renderAccessLog(format, { ...record, ...more }, view, '000000000000');

it('is JSON where its format is, whatever the gateway has to say', () => {
  const rejection = { status: 401 as const, reason: 'the algorithm is "none",\nand not \\RS256' };
  const failure = 'the function replied "x"';
  const line = render('{"error":"$context.authorizer.error","message":"$context.error.message"}', {
    rejection,
    failure,
  });
  const text = "the algorithm is 'none', and not 'RS256";
  expect(JSON.parse(line)).toEqual({ error: text, message: text });
  const asked = render('{"error":"$context.integration.error"}', { failure, integrationMs: 1 });
  expect(JSON.parse(asked)).toEqual({ error: "the function replied 'x'" });
});

it('has a dash for what there is not', () => {
  expect(render('$context.httpMethod $context.authorizer.claims.sub $context.nothing')).toBe('GET - -');
});

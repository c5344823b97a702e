import { describe, expect, it } from '@jest/globals';
import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
} from '@lambda-nest/testing';
import { readClientAddress } from './read-client-address.ts';
import { readHeaders } from './read-headers.ts';

const sketch = { sourceIp: '198.51.100.7', headers: { 'x-forwarded-for': '6.6.6.6' } };

describe('readClientAddress', () => {
  it.each([
    ['http-api', buildHttpApiEvent(sketch)],
    ['function-url', buildFunctionUrlEvent(sketch)],
    ['rest', buildRestEvent(sketch)],
    ['http-api-v1', buildHttpApiV1Event(sketch)],
    ['alb', buildAlbEvent(sketch)],
    ['alb', buildAlbEvent({ ...sketch, multiValue: true })],
  ] as const)('of %s is what AWS saw, not what the client says', (source, event) => {
    const fields = event as unknown as Record<string, unknown>;
    expect(readClientAddress(fields, source, readHeaders(fields, source))).toEqual({
      peer: '198.51.100.7',
      client: '198.51.100.7',
    });
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['6.6.6.6, 203.0.113.7', '203.0.113.7'],
    ['6.6.6.6,203.0.113.7:49152', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['6.6.6.6, [2001:db8::1]:49152', '2001:db8::1'],
    ['6.6.6.6, [2001:db8::1]', '2001:db8::1'],
    ['2001:db8::7:49152', '2001:db8::7:49152'],
    ['unknown', ''],
    ['a\u0000b', ''],
    ['2001:0:db8::1', '2001:0:db8::1'],
    ['unknown[2001:db8::1]', ''],
    ['[2001:db8::1]unknown', ''],
    ['', ''],
  ])('behind a load balancer that forwards for %s is %s', (forwardedFor, address) => {
    expect(readClientAddress({}, 'alb', { 'x-forwarded-for': forwardedFor }).client).toBe(address);
  });

  it.each([
    ['rest', { requestContext: { identity: { sourceIp: null } } }],
    ['http-api', { requestContext: { http: {} } }],
    ['http-api', {}],
    ['alb', {}],
  ] as const)('is empty when %s does not tell', (source, event) => {
    expect(readClientAddress(event, source, {})).toEqual({ peer: '', client: '' });
  });
});

import { describe, expect, it } from '@jest/globals';
import { readTrace } from './read-trace.ts';

const ROOT = '1-67891233-abcdef012345678912345678';
const OTHER = '1-00000000-000000000000000000000001';
const W3C = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('readTrace', () => {
  it('takes the trace of Lambda before that of the gateway', () => {
    const headers = { 'x-amzn-trace-id': `Root=${OTHER}` };
    const environment = { _X_AMZN_TRACE_ID: `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1` };
    expect(readTrace({ environment, headers })).toEqual({
      traceId: ROOT,
    });
    expect(readTrace({ environment: {}, headers })).toEqual({ traceId: OTHER });
  });

  it("tells the caller's own trace too", () => {
    expect(readTrace({ environment: {}, headers: { traceparent: `00-${W3C}-00f067aa0ba902b7-01` } })).toEqual(
      {
        parentTraceId: W3C,
      },
    );
  });

  it.each([
    '',
    'x',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${W3C}`,
    `00-${W3C}-00f067aa0ba902b7-01\nx`.slice(1),
  ])('leaves out the traceparent %j', (traceparent) => {
    expect(readTrace({ environment: {}, headers: { traceparent, 'x-amzn-trace-id': 'Root=mine' } })).toEqual(
      {},
    );
  });
});

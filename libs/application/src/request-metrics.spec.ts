import { describe, expect, it } from '@jest/globals';
import { measureRequest, type RequestFacts } from './request-metrics.ts';

const FACTS: RequestFacts = { method: 'GET', route: '/v1/me', status: 200, ms: 3, coldStart: false };

const valuesOf = (facts: Partial<RequestFacts>, perRoute = false) =>
  measureRequest({ ...FACTS, ...facts }, { perRoute }).map(({ measures, dimensions }) => [
    Object.fromEntries(measures.map(({ name, value }) => [name, value])),
    dimensions,
  ]);

describe('measureRequest', () => {
  it('counts requests, errors and cold starts, and measures the latency', () => {
    expect(valuesOf({})).toEqual([[{ Requests: 1, Latency: 3, Errors: 0, ColdStarts: 0 }, undefined]]);
    expect(valuesOf({ status: 503, coldStart: true })).toEqual([
      [{ Requests: 1, Latency: 3, Errors: 1, ColdStarts: 1 }, undefined],
    ]);
  });

  it('counts a rejection by its reason', () => {
    expect(valuesOf({ status: 403, reason: 'other-role' })[1]).toEqual([
      { Rejections: 1 },
      { Reason: 'other-role' },
    ]);
  });

  it.each([
    [{}, 'GET /v1/me', '2xx'],
    [{ status: 404, route: undefined }, 'none', '4xx'],
    [{ status: 500 }, 'GET /v1/me', '5xx'],
  ])('tells the route and the class of the status of %j', (facts, Route, StatusClass) => {
    expect(valuesOf(facts, true).at(-1)).toEqual([
      { Requests: 1, Latency: 3 },
      { Route, StatusClass },
    ]);
  });
});

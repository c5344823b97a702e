import { describe, expect, it } from '@jest/globals';
import { buildRoute } from './build-route.ts';
import { findThrottleViolations } from './find-throttle-violations.ts';

const ROUTES = [buildRoute('GET /v1/orders'), buildRoute('GET /v1/orders/:id')];
const LIMIT = { rate: 1, burst: 2 };

describe('findThrottleViolations', () => {
  it('has nothing against limits of routes that there are, as the gateway spells them', () => {
    expect(findThrottleViolations(ROUTES, { 'GET /v1/orders': LIMIT, 'GET /v1/orders/{id}': LIMIT })).toEqual(
      [],
    );
  });

  it.each(['GET /v1/order', 'get /v1/orders', 'GET /v1/orders/:id', 'POST /v1/orders', '/v1/orders'])(
    'rejects a limit of %s, which is no route',
    (key) => {
      expect(findThrottleViolations(ROUTES, { [key]: LIMIT })).toEqual([
        `throttled in function.config.ts limits ${key}, which is no route. Spell it as the access table does, or remove it.`,
      ]);
    },
  );
});

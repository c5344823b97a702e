import { expect, it } from '@jest/globals';
import { toGatewayPath } from './to-gateway-path.ts';

it.each([
  ['/v1/orders', '/v1/orders'],
  ['/v1/orders/:id', '/v1/orders/{id}'],
  ['/v1/orders/:orderId/items/:id', '/v1/orders/{orderId}/items/{id}'],
  [String.raw`/v1/prices/\:list`, '/v1/prices/:list'],
  [String.raw`/v1/orders/:id\.pdf`, '/v1/orders/{id}.pdf'],
])('%s is %s at the gateway', (expressPath, gatewayPath) => {
  expect(toGatewayPath(expressPath)).toBe(gatewayPath);
});

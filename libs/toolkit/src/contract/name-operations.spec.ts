import { describe, expect, it } from '@jest/globals';
import { nameOperations } from './name-operations.ts';

const route = (name: string, path = '/v1/a', method = 'GET') => ({ name, path, method });

describe('nameOperations', () => {
  it.each([
    ['the handler', [route('MeController.whoami'), route('HealthController.check')], ['whoami', 'check']],
    [
      'the controller as well, where handlers share a name',
      [route('OrdersController.list'), route('Items.list'), route('MeController.whoami')],
      ['ordersList', 'itemsList', 'whoami'],
    ],
    [
      'method and path, where a handler has several',
      [route('A.list', '/v1/orders/:id'), route('A.list', '/v2/orders/:id')],
      ['getV1OrdersId', 'getV2OrdersId'],
    ],
  ])('names an operation by %s', (_, routes, ids) => {
    expect(nameOperations(routes)).toEqual(ids);
  });
});

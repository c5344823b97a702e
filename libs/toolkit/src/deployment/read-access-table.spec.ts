import { expect, it } from '@jest/globals';
import { readAccessTable } from './read-access-table.ts';

it('reads what the gateway asks for, and what the code declares and where', () => {
  const source = { file: 'orders.controller.ts', line: 7 };
  expect(
    readAccessTable({
      routes: [
        {
          method: 'GET',
          path: '/v1/orders/{id}',
          access: { kind: 'restricted', roles: ['USERS'], scopes: ['orders:read'] },
          gateway: { authorizer: true, scopes: ['orders:read'] },
          source,
        },
        {
          method: '*',
          path: '/v1/open',
          access: { kind: 'public' },
          gateway: { authorizer: false, scopes: [] },
          source,
        },
      ],
    }),
  ).toEqual([
    {
      method: 'GET',
      path: '/v1/orders/{id}',
      authorizer: true,
      scopes: ['orders:read'],
      declaration: { kind: 'restricted', roles: ['USERS'], scopes: ['orders:read'] },
      source,
    },
    {
      method: 'ANY',
      path: '/v1/open',
      authorizer: false,
      scopes: [],
      declaration: { kind: 'public' },
      source,
    },
  ]);
});

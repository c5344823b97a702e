import { defineFunction } from '@lambda-nest/toolkit';

export default defineFunction({
  contract: {
    throttled: { 'POST /v1/auth/token': { rate: 10, burst: 20 } },
    switches: [
      { parameter: 'passwordFlow', variable: 'AUTH_PASSWORD_FLOW' },
      { parameter: 'docs', variable: 'DOCS' },
    ],
  },
  samples: [{ path: '/v1/orders/count' }, { path: '/v1/orders', roles: ['USERS'] }],
  generated: '../../infra/generated',
  accessTable: '../../ACCESS.md',
});

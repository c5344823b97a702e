import { defineFunction } from '@lambda-nest/toolkit';

/** What the function of the API is. Every command reads it. */
export default defineFunction({
  contract: {
    documentBase: '/v1',
    // Guessing passwords is what this route invites; the application also counts failures by account and address.
    throttled: { 'POST /v1/auth/token': { rate: 10, burst: 20 } },
    switches: [
      { parameter: 'passwordFlow', variable: 'AUTH_PASSWORD_FLOW' },
      { parameter: 'accounts', variable: 'ACCOUNTS' },
      { parameter: 'docs', variable: 'DOCS' },
    ],
  },
  samples: [
    { path: '/v1/manage/hc' },
    { path: '/v1/users/whoami', roles: ['USERS'] },
    {
      method: 'POST',
      path: '/v1/auth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=password&username=user%40example.com&password=password',
    },
  ],
  generated: '../../infra/generated',
  accessTable: '../../ACCESS.md',
  clientTypes: '../../libs/client/src/schema.ts',
});

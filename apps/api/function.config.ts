import { defineFunction } from '@lambda-nest/toolkit';

/** What the function of the API is. Every command reads it. */
export default defineFunction({
  contract: {
    documentBase: '/v1',
    // Guessing passwords is what this route invites; the application also counts failures by account and address.
    throttled: {
      'POST /v1/auth/token': { rate: 10, burst: 20 },
      'POST /v1/auth/revoke': { rate: 10, burst: 20 },
      // Each may send a mail to a person who did not ask for it.
      'POST /v1/auth/password-reset': { rate: 2, burst: 10 },
      'POST /v1/auth/sign-up': { rate: 2, burst: 10 },
    },
    switches: [
      { parameter: 'passwordFlow', variable: 'AUTH_PASSWORD_FLOW' },
      { parameter: 'signUp', variable: 'AUTH_SIGN_UP' },
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
  variablesTable: '../../VARIABLES.md',
});

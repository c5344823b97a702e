import { defineFunction } from '@lambda-nest/toolkit';

export default defineFunction({
  contract: {
    documentBase: '/v1',
    throttled: { 'POST /v1/auth/token': { rate: 10, burst: 20 } },
    switches: [
      { parameter: 'passwordFlow', variable: 'AUTH_PASSWORD_FLOW' },
      { parameter: 'docs', variable: 'DOCS' },
    ],
  },
  // What they run is in V8's code cache, the way to the database with it.
  samples: [{ path: '/v1/products' }, { path: '/v1/orders', roles: ['USERS'] }],
  startSampleServices: async () => {
    const { startPostgres } = await import('../../local/start-postgres.ts');
    const { url, close } = await startPostgres();
    return { environment: { DATABASE_URL: url }, close };
  },
  statements: [
    {
      actions: ['s3:PutObject'],
      resources: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Uploads', 'Arn'] }, '/products/*']] }],
    },
  ],
  generated: '../../infra/generated',
  accessTable: '../../ACCESS.md',
  variablesTable: '../../VARIABLES.md',
});

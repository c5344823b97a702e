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

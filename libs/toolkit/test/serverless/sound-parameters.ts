import type { Parameters } from '../../src/serverless/parameters.ts';

/** What the default file says, as far as it matters. */
export const SOUND: Parameters = {
  firebaseProject: 'demo-project',
  rolesClaim: 'groups',
  gatewayAuthorizer: 'on',
  passwordFlow: 'on',
  accounts: 'off',
  signUp: 'off',
  docs: 'on',
  stageWithoutFile: 'off',
  executeApi: 'on',
  keepLogs: 'on',
  apiKeyParameter: '/my-api/dev/firebase-app-api-key',
  region: 'eu-west-1',
  gatewayStage: 'mvp',
  throttleRate: '100',
  throttleBurst: '200',
  memoryMb: '1024',
  logLevel: 'info',
  logRetentionDays: '30',
};

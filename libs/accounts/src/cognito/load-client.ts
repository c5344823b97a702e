import type * as Cognito from '@aws-sdk/client-cognito-identity-provider';

export type CognitoSdk = typeof Cognito;

/**
 * The AWS SDK for Cognito: Lambda's runtime brings it, and the bundle leaves it out.
 *
 * `require`, because Lambda offers its SDK on NODE_PATH, which ES module imports do not read.
 */
export function loadCognito(): CognitoSdk {
  const { createRequire } = process.getBuiltinModule('node:module');
  const require = createRequire(`${process.cwd()}/lambda.mjs`);
  return require('@aws-sdk/client-cognito-identity-provider') as CognitoSdk;
}

import type * as Cognito from '@aws-sdk/client-cognito-identity-provider';
import { requireSdk } from '@lambda-nest/application/sdk';

export type CognitoSdk = typeof Cognito;

/** The AWS SDK for Cognito: Lambda's runtime brings it, and the bundle leaves it out. */
export function loadCognito(): CognitoSdk {
  return requireSdk('@aws-sdk/client-cognito-identity-provider');
}

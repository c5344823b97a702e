import { describe, expect, it } from '@jest/globals';
import { findIssuerViolation, findKeyAddressViolation } from './issuer-forms.ts';

const TENANT = '11111111-2222-3333-4444-555555555555';
const ENTRA = 'The issuer must be https://login.microsoftonline.com/<tenant id>/v2.0: tokens of';
const PLACEHOLDER = 'The issuer has a placeholder in it.';

describe('findIssuerViolation', () => {
  it.each([
    'https://securetoken.google.com/demo-proj',
    `https://login.microsoftonline.com/${TENANT}/v2.0`,
    `https://sts.windows.net/${TENANT}/`,
    'https://accounts.google.com',
    'https://example.eu.auth0.com/',
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC',
    'https://dev-1.okta.com/oauth2/default',
    'https://abc.supabase.co/auth/v1',
    'https://clear-cat-1.clerk.accounts.dev',
    'https://login.example.com/realms/shop',
    'https://login.example.com/',
    'http://localhost:8080/realms/shop',
  ])('finds nothing wrong with %s', (issuer) => {
    expect(findIssuerViolation(issuer)).toBeUndefined();
  });

  it.each([
    ['https://login.microsoftonline.com/{tenantid}/v2.0', PLACEHOLDER],
    ['https://login.microsoftonline.com/%7Btenantid%7D/v2.0', PLACEHOLDER],
    ['https://<tenant>.okta.com', PLACEHOLDER],
    ['https://login.microsoftonline.com/common/v2.0', ENTRA],
    ['https://login.microsoftonline.com/organizations/v2.0', ENTRA],
    ['https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0', ENTRA],
    [`https://login.microsoftonline.com/${TENANT}/v2.0/`, ENTRA],
    [`https://login.microsoftonline.com/${TENANT}`, ENTRA],
    [
      `https://sts.windows.net/${TENANT}`,
      'The issuer must be https://sts.windows.net/<tenant id>/ with a slash',
    ],
    ['https://accounts.google.com/', 'The issuer must be https://accounts.google.com without a slash'],
    ['https://dev-1.okta.com/oauth2/default/', 'The issuer must not end with a slash: Okta'],
    ['https://abc.supabase.co', 'The issuer must be https://<project>.supabase.co/auth/v1'],
    ['https://login.example.com/realms/shop/', 'The issuer must not end with a slash: Keycloak'],
    ['https://a.example,https://b.example', 'The issuer must be one address.'],
    ['https://a.example https://b.example', 'The issuer must be one address.'],
    [
      'https://login.example.com/realms/shop/.well-known/openid-configuration',
      'The issuer is the address of a document.',
    ],
  ])('says of %s: %s', (issuer, sentence) => {
    expect(findIssuerViolation(issuer)).toContain(sentence);
  });
});

describe('findKeyAddressViolation', () => {
  it.each([
    'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
    'https://www.googleapis.com/oauth2/v3/certs',
    'https://login.example.com/realms/shop/protocol/openid-connect/certs',
    'http://127.0.0.1:9099/jwks.json',
  ])('finds nothing wrong with %s', (address) => {
    expect(findKeyAddressViolation(address)).toBeUndefined();
  });

  it.each([
    ['https://www.googleapis.com/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com', 'X.509'],
    ['https://www.googleapis.com/oauth2/v1/certs', 'X.509'],
    ['https://login.microsoftonline.com/{tenantid}/discovery/v2.0/keys', 'placeholder'],
    ['https://login.example.com/.well-known/openid-configuration', 'discovery document'],
  ])('says what %s is: %s', (address, what) => {
    expect(findKeyAddressViolation(address)).toContain(what);
  });
});

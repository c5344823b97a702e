import { describe, expect, it } from '@jest/globals';
import { presetFor } from './issuer.presets.ts';
import type { IssuerSettings } from './issuer.presets.ts';

const audiences = ['api'];
const google = 'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com';

describe('presetFor', () => {
  it.each(['demo-proj', 'flask-lambda', 'example.com:project'])(
    'knows all about the Firebase project %s',
    (id) => {
      expect(presetFor({ firebaseProjectId: id })).toEqual({
        preset: 'firebase',
        issuer: `https://securetoken.google.com/${id}`,
        audiences: [id],
        jwksUri: google,
      });
    },
  );

  it('knows a Firebase project by its issuer', () => {
    const settings = { issuer: 'https://securetoken.google.com/demo-proj', audiences: ['demo-proj'] };

    expect(presetFor(settings)).toEqual(presetFor({ firebaseProjectId: 'demo-proj' }));
  });

  it.each([
    ['auth0', 'https://example.eu.auth0.com/', 'https://example.eu.auth0.com/.well-known/jwks.json'],
    [
      'cognito',
      'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC',
      'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC/.well-known/jwks.json',
    ],
    ['oidc', 'https://login.example.com', 'https://login.example.com/.well-known/jwks.json'],
    ['oidc', 'https://login.example.com/', 'https://login.example.com/.well-known/jwks.json'],
    [
      'oidc',
      'https://login.example.com/realms/a',
      'https://login.example.com/realms/a/.well-known/jwks.json',
    ],
    ['oidc', 'https://auth0.com.example.com/', 'https://auth0.com.example.com/.well-known/jwks.json'],
    ['oidc', 'https://a.auth0.com.example.com', 'https://a.auth0.com.example.com/.well-known/jwks.json'],
    [
      'cognito',
      'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC',
      'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC/.well-known/jwks.json',
    ],
    [
      'oidc',
      'https://evil-cognito-idp.eu-central-1.amazonaws.com/a/',
      'https://evil-cognito-idp.eu-central-1.amazonaws.com/a/.well-known/jwks.json',
    ],
    [
      'oidc',
      'https://cognito-idp.eu-central-1.amazonaws.com.example.com/a',
      'https://cognito-idp.eu-central-1.amazonaws.com.example.com/a/.well-known/jwks.json',
    ],
  ])('knows %s by the issuer %s', (preset, issuer, jwksUri) => {
    expect(presetFor({ issuer, audiences })).toEqual({ preset, issuer, audiences, jwksUri });
  });

  it('takes another address of the keys', () => {
    const jwksUri = 'https://keys.example.com/';

    expect(presetFor({ firebaseProjectId: 'demo-proj', jwksUri })).toMatchObject({ jwksUri });
    expect(presetFor({ issuer: 'https://a.example', audiences, jwksUri })).toMatchObject({ jwksUri });
  });

  const address = 'The issuer must be an https URL without user, query or fragment.';
  const names = 'The audiences must be one or more names without white space around them.';
  const project = 'The Firebase project id must be lower-case letters, digits and hyphens.';

  it.each<[string, IssuerSettings]>([
    [project, { firebaseProjectId: '' }],
    [project, { firebaseProjectId: 'Demo' }],
    [project, { firebaseProjectId: 'demo/proj' }],
    [project, { firebaseProjectId: 'demo-proj ' }],
    [address, { issuer: 'http://a.example', audiences }],
    [address, { issuer: 'http://127.0.0.1:9099', audiences }],
    [address, { issuer: 'a.example', audiences }],
    [address, { issuer: '', audiences }],
    [address, { issuer: 'https://a.example ', audiences }],
    [address, { issuer: 'https:\\\\a.example', audiences }],
    [address, { issuer: 'https:a.example', audiences }],
    [address, { issuer: 'https://user@a.example', audiences }],
    [address, { issuer: 'https://a.example?x', audiences }],
    [address, { issuer: 'https://a.example#x', audiences }],
    [names, { issuer: 'https://a.example', audiences: [] }],
    [names, { issuer: 'https://a.example', audiences: ['api', ''] }],
    [names, { issuer: 'https://a.example', audiences: [' api'] }],
    [
      'The audience of a Firebase issuer must be its project id.',
      { issuer: 'https://securetoken.google.com/demo-proj', audiences: ['other'] },
    ],
    [
      'The audience of a Firebase issuer must be its project id.',
      { issuer: 'https://securetoken.google.com/demo-proj', audiences: ['demo-proj', 'other'] },
    ],
    [
      'The issuer must end with a slash, as Auth0 writes it into its tokens.',
      { issuer: 'https://example.auth0.com', audiences },
    ],
    [
      'The issuer must not end with a slash: Cognito writes none into its tokens.',
      { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/a/', audiences },
    ],
  ])('says: %s (%j)', (message, settings) => {
    expect(() => presetFor(settings)).toThrow(new TypeError(message));
  });
});

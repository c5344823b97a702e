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
    ['oidc', 'https://login.example.com', undefined],
    ['oidc', 'https://login.example.com/', undefined],
    ['oidc', 'https://login.example.com/realms/a', undefined],
    ['oidc', 'https://auth0.com.example.com/', undefined],
    ['oidc', 'https://a.auth0.com.example.com', undefined],
    [
      'cognito',
      'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC',
      'https://issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC/.well-known/jwks.json',
    ],
    ['oidc', 'https://evil-cognito-idp.eu-central-1.amazonaws.com/a/', undefined],
    ['oidc', 'https://cognito-idp.eu-central-1.amazonaws.com.example.com/a', undefined],
  ])('knows %s by the issuer %s', (preset, issuer, jwksUri) => {
    expect(presetFor({ issuer, audiences })).toEqual({ preset, issuer, audiences, jwksUri });
  });

  it('takes another address of the keys', () => {
    const jwksUri = 'https://keys.example.com/';

    expect(presetFor({ firebaseProjectId: 'demo-proj', jwksUri })).toMatchObject({ jwksUri });
    expect(presetFor({ issuer: 'https://a.example', audiences, jwksUri })).toMatchObject({ jwksUri });
  });

  it('takes an http issuer on a loopback host where that is allowed, and nowhere else', () => {
    const issuer = 'http://localhost:8080/realms/shop';
    expect(presetFor({ issuer, audiences, allowHttpLoopback: true })).toEqual({
      preset: 'oidc',
      issuer,
      audiences,
    });
    expect(() => presetFor({ issuer: 'http://10.0.0.1/', audiences, allowHttpLoopback: true })).toThrow(
      'The issuer must be an https URL, or http on a loopback host, without user, query or fragment.',
    );
  });

  it('takes clients instead of audiences, and what else is said', () => {
    const rules = {
      authorizedParties: ['shop-web'],
      algorithms: ['ES256'],
      tokenKind: 'at+jwt',
      clockTolerance: 0,
    };
    expect(presetFor({ issuer: 'https://a.example', ...rules })).toEqual({
      preset: 'oidc',
      issuer: 'https://a.example',
      audiences: [],
      ...rules,
    });
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
    [
      'The issuer must be one address. Describe further issuers separately.',
      { issuer: 'https://a.example ', audiences },
    ],
    [
      'The issuer must be one address. Describe further issuers separately.',
      { issuer: 'https://a.example,https://b.example', audiences },
    ],
    [names, { issuer: 'https://a.example', audiences: [], authorizedParties: [] }],
    [
      'The authorized parties must be one or more names without white space around them.',
      { issuer: 'https://a.example', audiences, authorizedParties: [''] },
    ],
    [
      'The algorithms must be among RS256, RS384, RS512, ES256 and EdDSA.',
      { issuer: 'https://a.example', audiences, algorithms: ['RS256', 'HS256'] },
    ],
    [
      'The algorithms must be among RS256, RS384, RS512, ES256 and EdDSA.',
      { issuer: 'https://a.example', audiences, algorithms: ['none'] },
    ],
    [
      'The token kind must be one of any, access, at+jwt.',
      { issuer: 'https://a.example', audiences, tokenKind: 'id' },
    ],
    [
      'The clock tolerance must be a whole number of seconds from 0 to 300.',
      { issuer: 'https://a.example', audiences, clockTolerance: 301 },
    ],
    [
      'The algorithm of Firebase is RS256. Leave it out.',
      { firebaseProjectId: 'demo-proj', algorithms: ['ES256'] },
    ],
    [
      'Firebase issues ID tokens of no client. Leave out token kind and authorized parties.',
      { firebaseProjectId: 'demo-proj', tokenKind: 'access' },
    ],
    [
      'The address of the keys gives X.509 certificates. Give that of the JSON Web Key Set.',
      {
        firebaseProjectId: 'demo-proj',
        jwksUri: 'https://www.googleapis.com/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com',
      },
    ],
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

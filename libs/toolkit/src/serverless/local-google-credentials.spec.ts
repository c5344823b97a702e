import { describe, expect, it } from '@jest/globals';
import { localGoogleCredentials } from './local-google-credentials.ts';

const LOCAL = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };

describe('localGoogleCredentials', () => {
  it('gives a configuration without a secret to a demo project in the local AWS', () => {
    const text = localGoogleCredentials({ firebaseProject: 'demo-local' }, LOCAL) ?? '';
    expect(JSON.parse(text)).toMatchObject({ type: 'external_account' });
    expect(text).not.toMatch(/private|secret/i);
  });

  it.each([
    ['the project is a real one', { firebaseProject: 'my-project' }, LOCAL],
    ['another issuer is used', { jwtIssuer: 'https://issuer.example.com' }, LOCAL],
    ['a file is named', { firebaseProject: 'demo-local', googleCredentialsFile: 'google.json' }, LOCAL],
    ['a parameter is named', { firebaseProject: 'demo-local', googleCredentialsParameter: '/key' }, LOCAL],
    ['the deployment goes to AWS', { firebaseProject: 'demo-local' }, {}],
    [
      'the endpoint is not on this machine',
      { firebaseProject: 'demo-local' },
      { AWS_ENDPOINT_URL: 'https://aws.example.com' },
    ],
  ])('gives none when %s', (_, parameters, environment) => {
    expect(localGoogleCredentials(parameters, environment)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { takeLocalCredentials } from './take-local-credentials.ts';

const LOCAL = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

describe('takeLocalCredentials', () => {
  it.each(['http://127.0.0.1:4566', 'http://localhost:4566', 'http://[::1]:4566/'])(
    'gives credentials for %s when there are none',
    (endpoint) => expect(takeLocalCredentials({ AWS_ENDPOINT_URL: endpoint })).toEqual(LOCAL),
  );

  it.each([undefined, '', 'nonsense', 'https://127.0.0.1.example.com', 'https://aws.example.com/localhost'])(
    'gives none when the endpoint is %p',
    (endpoint) => expect(takeLocalCredentials({ AWS_ENDPOINT_URL: endpoint })).toEqual({}),
  );

  it.each(['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'])(
    'gives none when %s is set',
    (name) =>
      expect(takeLocalCredentials({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', [name]: 'own' })).toEqual({}),
  );
});

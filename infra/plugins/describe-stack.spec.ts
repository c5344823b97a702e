import { describe, expect, it } from '@jest/globals';
import { describeStack } from './describe-stack.ts';

const FIREBASE = { firebaseProject: 'demo-project', passwordFlow: 'on', apiKeyParameter: '/my-api/key' };

describe('describeStack', () => {
  it('follows from a Firebase project', () => {
    expect(describeStack(FIREBASE, 'x64')).toEqual({
      architecture: 'x86_64',
      issuer: 'https://securetoken.google.com/demo-project',
      audiences: ['demo-project'],
      firebaseProject: 'demo-project',
      apiKey: '{{resolve:ssm:/my-api/key}}',
      googleCredentials: null,
      cors: null,
    });
  });

  it('follows from another issuer, whose placeholder of a project does not count', () => {
    const parameters = {
      firebaseProject: 'placeholder-project',
      jwtIssuer: 'https://issuer.example.com/',
      jwtAudiences: 'one,two',
      passwordFlow: 'off',
      apiKeyParameter: '/my-api/key',
    };
    expect(describeStack(parameters, 'arm64')).toMatchObject({
      architecture: 'arm64',
      issuer: 'https://issuer.example.com/',
      audiences: ['one', 'two'],
      firebaseProject: null,
      apiKey: null,
    });
  });

  it('has the architecture that is asked for before that of the machine', () => {
    expect(describeStack({ ...FIREBASE, architecture: 'arm64' }, 'x64').architecture).toBe('arm64');
  });

  it('tells Google’s libraries of a file in the package', () => {
    const { googleCredentials } = describeStack({ ...FIREBASE, googleCredentialsFile: 'my.json' }, 'x64');
    expect(googleCredentials).toBe('/var/task/google-credentials.json');
  });

  it('lets the origins in that are named, without cookies', () => {
    const { cors } = describeStack(
      { ...FIREBASE, corsOrigins: 'https://a.example,https://b.example' },
      'x64',
    );
    expect(cors).toMatchObject({
      allowedOrigins: ['https://a.example', 'https://b.example'],
      allowedHeaders: ['authorization', 'content-type'],
    });
    expect(cors).not.toHaveProperty('allowCredentials');
  });
});

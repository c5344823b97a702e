import { describe, expect, it } from '@jest/globals';
import { describeStack } from './describe-stack.ts';

const FIREBASE = { firebaseProject: 'demo-project', passwordFlow: 'on', apiKeyParameter: '/my-api/key' };

const X86 = { packagedFor: 'x86_64', googleCredentials: null, stackName: 'shop-dev' };

describe('describeStack', () => {
  it('follows from a Firebase project', () => {
    expect(describeStack(FIREBASE, X86)).toEqual({
      architecture: 'x86_64',
      issuer: 'https://securetoken.google.com/demo-project',
      audiences: ['demo-project'],
      audience: 'demo-project',
      firebaseProject: 'demo-project',
      apiKey: '{{resolve:ssm:/my-api/key}}',
      introspectionSecret: null,
      originSecret: null,
      originSecretNext: null,
      releaseCallersStatement: null,
      clientAddress: null,
      googleCredentials: null,
      userPool: null,
      userPoolRegion: null,
      signInTable: null,
      errorBudget: 0.1,
      isExecuteApiOff: false,
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
    expect(describeStack(parameters, { ...X86, packagedFor: 'arm64' })).toMatchObject({
      architecture: 'arm64',
      issuer: 'https://issuer.example.com/',
      audiences: ['one', 'two'],
      firebaseProject: null,
      apiKey: null,
    });
  });

  it('has the architecture that is asked for before that of the zip', () => {
    expect(describeStack({ ...FIREBASE, architecture: 'arm64' }, X86).architecture).toBe('arm64');
  });

  it('has CloudFormation read the secret by which an issuer is asked about tokens', () => {
    const introspectionClientSecret = 'secretsmanager:my-api/dev:key';
    expect(describeStack({ ...FIREBASE, introspectionClientSecret }, X86).introspectionSecret).toBe(
      '{{resolve:secretsmanager:my-api/dev:SecretString:key}}',
    );
  });

  it('has the configuration for Google', () => {
    const { googleCredentials } = describeStack(FIREBASE, { ...X86, googleCredentials: '{}' });
    expect(googleCredentials).toBe('{}');
  });

  it('names the user pool whose accounts are managed, and none while they are not', () => {
    const jwtIssuer = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123';
    const poolOf = (accounts: string) => describeStack({ jwtIssuer, passwordFlow: 'off', accounts }, X86);
    expect(poolOf('on')).toMatchObject({ userPool: 'eu-west-1_AbC123', userPoolRegion: 'eu-west-1' });
    expect(poolOf('off')).toMatchObject({ userPool: null, userPoolRegion: null });
  });

  it('names the table of failed sign-ins after the stack when there is one', () => {
    expect(describeStack({ ...FIREBASE, signInTable: 'on' }, X86).signInTable).toBe('shop-dev-sign-ins');
    expect(describeStack({ ...FIREBASE, signInTable: 'off' }, X86).signInTable).toBeNull();
  });

  it.each([
    ['99.9', 0.1],
    ['99.95', 0.05],
    ['99', 1],
    ['99.999', 0.001],
  ])('leaves of an objective of %s per cent a budget of %d', (sloPercent, errorBudget) => {
    expect(describeStack({ ...FIREBASE, sloPercent }, X86).errorBudget).toBe(errorBudget);
  });

  it('closes the address that AWS gives when it is told to', () => {
    expect(describeStack({ ...FIREBASE, executeApi: 'off' }, X86).isExecuteApiOff).toBe(true);
  });

  it('lets the origins in that are named, without cookies', () => {
    const { cors } = describeStack({ ...FIREBASE, corsOrigins: 'https://a.example,https://b.example' }, X86);
    expect(cors).toMatchObject({
      allowedOrigins: ['https://a.example', 'https://b.example'],
      allowedHeaders: ['authorization', 'content-type'],
    });
    expect(cors).not.toHaveProperty('allowCredentials');
  });
});

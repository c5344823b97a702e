import { describe, expect, it } from '@jest/globals';
import { findParameterViolations, type Parameters } from './parameters.ts';
import { SOUND } from '../../test/serverless/sound-parameters.ts';

const OTHER_ISSUER = {
  firebaseProject: '',
  passwordFlow: 'off',
  accounts: 'off',
  signUp: 'off',
  jwtIssuer: 'https://example.eu.auth0.com/',
  jwtAudiences: 'https://api.example.com,other',
};
const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/1111-2222';
const US_DOMAIN = {
  domain: 'api.example.com',
  region: 'us-east-1',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1111-2222',
};
const machine = 'x64';

function violationsOf(changes: Parameters, isDeploy = false): readonly string[] {
  return findParameterViolations({ ...SOUND, ...changes }, { isDeploy, machine });
}

describe('findParameterViolations', () => {
  it.each<[string, Parameters]>([
    ['a Firebase project', {}],
    ['any other issuer, with the placeholder of the project still there', OTHER_ISSUER],
    ['an issuer in place of the placeholder', { ...OTHER_ISSUER, firebaseProject: 'placeholder-project' }],
    ['a Firebase project that belongs to a domain', { firebaseProject: 'example.com:my-project' }],
    [
      'Keycloak, whose tokens name a client and hold roles far inside',
      {
        ...OTHER_ISSUER,
        jwtIssuer: 'https://login.example.com/realms/shop',
        jwtAudiences: 'account',
        jwtParties: 'shop-web',
        rolesClaim: 'realm_access.roles',
        roleNames: '/ADMINS=ADMINS,Domain Users=USERS',
      },
    ],
    [
      'all that the gateway does not know, once it is off',
      {
        ...OTHER_ISSUER,
        gatewayAuthorizer: 'off',
        jwtAudiences: '',
        jwtParties: 'client',
        jwtAlgorithms: 'ES256,EdDSA',
        jwtMoreIssuers: '[{"issuer":"https://login.example.com","audiences":["api"]}]',
        scopeClaims: 'permissions',
      },
    ],
    ['a version of the SSM parameter', { apiKeyParameter: '/my-api/key:2' }],
    ['the stage $default', { gatewayStage: '$default' }],
    ['origins', { corsOrigins: 'https://app.example.com,http://localhost:3000' }],
    ['a domain alone', { domain: 'api.example.com' }],
    [
      'a domain with all there is to it',
      {
        domain: 'api.example.com',
        mappingKey: 'a/b',
        certificateArn: CERTIFICATE,
        hostedZoneId: 'Z0123456789',
      },
    ],
    ['a certificate of us-east-1 for an API there', US_DOMAIN],
    ['a domain as the only way in', { domain: 'api.example.com', executeApi: 'off' }],
    ['admin routes without a look-up of accounts', { accountCheck: 'off' }],
    [
      'a key in SSM that a KMS key of the account encrypts',
      {
        googleCredentialsParameter: '/google',
        googleCredentialsKey: 'arn:aws:kms:eu-west-1:111122223333:key/1111-2222',
      },
    ],
    ['the architecture of this machine', { architecture: 'x86_64' }],
    [
      'another architecture for a zip that was packaged there',
      { architecture: 'arm64', artifact: 'arm64.zip' },
    ],
    ['the least memory', { memoryMb: '128' }],
    ['the most memory', { memoryMb: '10240' }],
    ['the most that can be kept warm', { warmConcurrency: '100' }],
  ])('has nothing against %s', (_what, changes) => {
    expect(violationsOf(changes, true)).toEqual([]);
  });

  it.each<[Parameters, string]>([
    [
      { releaseCallers: 'a secret' },
      'releaseCallers is not where the secret is kept, ssm:/<name> or secretsmanager:<name>[:<key>].',
    ],
    [
      { release: 'off', releaseCallers: 'ssm:/my-api/callers' },
      'releaseCallers means nothing with release=off, which has no check. Leave one of them out.',
    ],
    [{ release: 'blue-green' }, 'release is not off, all-at-once, canary or linear.'],
    [{ releasePercent: '100' }, 'releasePercent is not a whole number of per cent from 1 to 99.'],
    [{ releaseMinutes: '2881' }, 'releaseMinutes is not a whole number of minutes from 1 to 2880.'],
    [
      { release: 'canary', releasePercent: '10' },
      'releaseMinutes is missing, and release=canary needs it. Set it as well.',
    ],
    [
      { release: 'linear', releasePercent: '5', releaseMinutes: '160' },
      'releasePercent and releaseMinutes make a release of 3040 minutes. CodeDeploy allows 2880: set a larger ' +
        'percentage or fewer minutes.',
    ],
  ])('rejects the release %j', (changes, violation) => {
    expect(violationsOf(changes)).toEqual([violation]);
  });

  it.each<Parameters>([
    { release: 'off' },
    { release: 'all-at-once' },
    { release: 'canary', releasePercent: '10', releaseMinutes: '5', releaseCallers: 'ssm:/my-api/callers' },
    { release: 'canary', releasePercent: '99', releaseMinutes: '2880' },
    { release: 'linear', releasePercent: '5', releaseMinutes: '150' },
  ])('takes the release %j', (changes) => {
    expect(violationsOf(changes)).toEqual([]);
  });

  it.each<[Parameters, string]>([
    [{ firebaseProject: 'My Project' }, 'firebaseProject is not the id of a Firebase project.'],
    [{ rolesClaim: '' }, 'rolesClaim is missing. Set it to the name of a claim.'],
    [{ passwordFlow: 'yes' }, 'passwordFlow is not on or off.'],
    [{ docs: 'ON' }, 'docs is not on or off.'],
    [{ sloPercent: '100' }, 'sloPercent is not a percentage from 90 to 99.999.'],
    [{ sloPercent: '99.9999' }, 'sloPercent is not a percentage from 90 to 99.999.'],
    [{ signInTable: 'yes' }, 'signInTable is not on or off.'],
    [
      { signInTable: 'on', passwordFlow: 'off' },
      'signInTable means nothing with passwordFlow=off. Set passwordFlow to on as well.',
    ],
    [{ executeApi: 'no' }, 'executeApi is not on or off.'],
    [{ keepLogs: 'no' }, 'keepLogs is not on or off.'],
    [{ stageWithoutFile: 'yes' }, 'stageWithoutFile is not on or off.'],
    [{ accountCheck: 'on' }, 'accountCheck is not required or off.'],
    [{ googleCredentialsKey: 'alias/mine' }, 'googleCredentialsKey is not the ARN of a KMS key.'],
    [
      { apiKeyParameter: 'firebase-key' },
      'apiKeyParameter is not the name of an SSM parameter, starting with a slash.',
    ],
    [
      { googleCredentialsParameter: '/key:2' },
      'googleCredentialsParameter is not the name of an SSM parameter, starting with a slash.',
    ],
    [
      { googleCredentialsFile: 'key.p12' },
      'googleCredentialsFile is not the path of a JSON file that tells where to ask Google for credentials.',
    ],
    [{ artifact: 'lambda.tar' }, 'artifact is not the path of a zip that was packaged before.'],
    [{ region: 'Ireland' }, 'region is not an AWS region.'],
    [{ gatewayStage: 'a/b' }, 'gatewayStage is not a stage name or $default.'],
    [
      { corsOrigins: '*' },
      'corsOrigins is not exact origins such as https://app.example.com, separated by commas, never *.',
    ],
    [
      { corsOrigins: 'https://app.example.com/' },
      'corsOrigins is not exact origins such as https://app.example.com, separated by commas, never *.',
    ],
    [{ throttleRate: '0' }, 'throttleRate is not a whole number from 1 to 99999.'],
    [{ throttleBurst: '1.5' }, 'throttleBurst is not a whole number from 1 to 99999.'],
    [{ domain: 'https://api.example.com' }, 'domain is not a host name such as api.example.com.'],
    [
      { domain: 'api.example.com', mappingKey: '/nest' },
      'mappingKey is not a path without slashes around it.',
    ],
    [
      { domain: 'api.example.com', hostedZoneId: 'example.com' },
      'hostedZoneId is not the id of a hosted zone, such as Z0123456789ABCDEFGHIJ.',
    ],
    [{ architecture: 'arm' }, 'architecture is not arm64 or x86_64.'],
    [{ memoryMb: '127' }, 'memoryMb is not a whole number from 128 to 10240.'],
    [{ memoryMb: '10241' }, 'memoryMb is not a whole number from 128 to 10240.'],
    [{ warmConcurrency: '101' }, 'warmConcurrency is not a whole number from 1 to 100.'],
    [{ reservedConcurrency: '0' }, 'reservedConcurrency is not a whole number from 1 to 99999.'],
    [
      { vpcSubnets: 'subnet-0a1b2c3d, subnet-1a2b3c4d', vpcSecurityGroups: 'sg-0a1b2c3d' },
      'vpcSubnets is not ids of at most 16 subnets such as subnet-0a1b2c3d4e5f60718, separated by commas.',
    ],
    [
      { vpcSubnets: 'subnet-0a1b2c3d', vpcSecurityGroups: 'default' },
      'vpcSecurityGroups is not ids of at most 5 security groups such as sg-0a1b2c3d4e5f60718, separated by commas.',
    ],
    [{ dualStack: 'yes' }, 'dualStack is not on or off.'],
    [{ kmsKeyArn: 'alias/mine' }, 'kmsKeyArn is not the ARN of a KMS key.'],
    [{ logLevel: 'verbose' }, 'logLevel is not debug, info, warn, error or silent.'],
    [
      { jwtIssuer: 'http://issuer.example.com' },
      'jwtIssuer is not an https URL, exactly as your tokens have it.',
    ],
    [{ ...OTHER_ISSUER, jwtAudiences: 'a, b' }, 'jwtAudiences is not audiences separated by commas.'],
    [{ jwtParties: 'a, b' }, 'jwtParties is not clients separated by commas.'],
    [{ jwtJwksUri: 'http://keys.example.com' }, 'jwtJwksUri is not an https URL.'],
    [
      { jwtAlgorithms: 'HS256' },
      'jwtAlgorithms is not some of RS256, RS384, RS512, ES256, EdDSA, separated by commas.',
    ],
    [{ jwtTokenKind: 'id' }, 'jwtTokenKind is not any, access or at+jwt.'],
    [{ jwtClockTolerance: '301' }, 'jwtClockTolerance is not a whole number of seconds from 0 to 300.'],
    [{ jwtMoreIssuers: 'https://a.example' }, 'jwtMoreIssuers is not a JSON array of issuers.'],
    [{ gatewayAuthorizer: 'no' }, 'gatewayAuthorizer is not on or off.'],
    [
      { roleNames: 'ADMINS' },
      "roleNames is not the provider's names and your roles, such as /ADMINS=ADMINS,/STAFF=USERS.",
    ],
    [{ scopeClaims: 'a b' }, 'scopeClaims is not names of claims separated by commas.'],
    [{ machineRoles: 'yes' }, 'machineRoles is not on or off.'],
  ])('rejects %j', (changes, violation) => {
    expect(violationsOf(changes)).toContain(violation);
  });

  it.each<[Parameters, string]>([
    [{ firebaseProject: '' }, 'firebaseProject is missing. Set it, or jwtIssuer and jwtAudiences.'],
    [
      { ...OTHER_ISSUER, firebaseProject: 'demo-project' },
      'firebaseProject and jwtIssuer contradict each other. Set one of them.',
    ],
    [
      { ...OTHER_ISSUER, jwtAudiences: '' },
      'jwtAudiences is missing. Set it to the audiences of your tokens.',
    ],
    [{ jwtAudiences: 'a' }, 'jwtAudiences means nothing without jwtIssuer. Set jwtIssuer as well.'],
    [
      { ...OTHER_ISSUER, passwordFlow: 'on' },
      'passwordFlow must be off: only Firebase signs in with passwords.',
    ],
    [{ ...OTHER_ISSUER, signUp: 'on' }, 'signUp must be off: it needs passwordFlow.'],
    [
      { ...OTHER_ISSUER, accounts: 'on' },
      'accounts must be off: only accounts of Firebase and Cognito can be managed.',
    ],
    [{ apiKeyParameter: '' }, 'apiKeyParameter is missing. Set it, or passwordFlow to off.'],
    [{ docsClientId: 'my-client' }, 'docsClientId is for another issuer than Firebase. Leave it out.'],
    [
      { ...OTHER_ISSUER, jwtIssuer: 'https://login.microsoftonline.com/common/v2.0' },
      'jwtIssuer does not fit. The issuer must be https://login.microsoftonline.com/<tenant id>/v2.0: tokens of ' +
        'Microsoft Entra have the id of their tenant, never common, organizations or a domain.',
    ],
    [
      { ...OTHER_ISSUER, jwtIssuer: 'https://a.example,https://b.example' },
      'jwtIssuer does not fit. The issuer must be one address. Describe further issuers separately.',
    ],
    [
      { jwtTokenKind: 'access' },
      'firebaseProject does not fit. Firebase issues ID tokens of no client. Leave out token kind and authorized parties.',
    ],
    [
      { ...OTHER_ISSUER, jwtAlgorithms: 'RS256,ES256,EdDSA' },
      'jwtAlgorithms names ES256, EdDSA, and API Gateway verifies RSA alone. Change that, or set gatewayAuthorizer to ' +
        'off: the function verifies every token.',
    ],
    [
      { jwtMoreIssuers: '[{"issuer":"https://a.example","audiences":["a"]}]' },
      'jwtMoreIssuers describes further issuers, and API Gateway takes one for a route. Change that, or set ' +
        'gatewayAuthorizer to off: the function verifies every token.',
    ],
    [
      { scopeClaims: 'permissions,scope' },
      'scopeClaims names permissions, and API Gateway reads scp and scope alone. Change that, or set ' +
        'gatewayAuthorizer to off: the function verifies every token.',
    ],
    [
      { ...OTHER_ISSUER, jwtAudiences: '', jwtParties: 'client' },
      'jwtAudiences is missing, and API Gateway accepts no token without an audience. Change that, or set ' +
        'gatewayAuthorizer to off: the function verifies every token.',
    ],
    [{ mappingKey: 'nest' }, 'mappingKey means nothing without domain. Set domain as well.'],
    [{ certificateArn: CERTIFICATE }, 'certificateArn means nothing without domain. Set domain as well.'],
    [{ hostedZoneId: 'Z0123456789' }, 'hostedZoneId means nothing without domain. Set domain as well.'],
    [
      { domain: 'api.example.com', certificateArn: CERTIFICATE, region: 'us-east-1' },
      'certificateArn is of another region than us-east-1, where the API is deployed. Request a certificate there.',
    ],
    [
      { executeApi: 'off' },
      'executeApi must not be off without domain: nothing could call the API. Set domain as well.',
    ],
    [
      { ...OTHER_ISSUER, accountCheck: 'required' },
      'accountCheck must not be required: another issuer than Firebase is asked by introspectionUri, or a Cognito user pool with accounts=on.',
    ],
    [
      { googleCredentialsFile: 'google.json', googleCredentialsParameter: '/google' },
      'googleCredentialsFile and googleCredentialsParameter contradict each other. Set one of them.',
    ],
    [
      { googleCredentialsKey: 'arn:aws:kms:eu-west-1:111122223333:key/1111-2222' },
      'googleCredentialsKey means nothing without googleCredentialsParameter. Set that parameter as well.',
    ],
    [
      { architecture: 'arm64' },
      'architecture is arm64, and this machine builds for x86_64. Package on a machine of that architecture, or leave ' +
        'the parameter out.',
    ],
  ])('rejects %j for what stands beside it', (changes, violation) => {
    expect(violationsOf(changes)).toEqual([violation]);
  });
});

import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ExpectedRoute } from './read-expected-routes.ts';

/** A stack to package: its stage, and the parameters that its file does not set. */
export type Stack = Readonly<{ stage: string; parameters: readonly string[] }>;

/**
 * Every parameter file once, and between them every parameter that changes what is in the template.
 *
 * @param routes of the API: parameters that name routes name some of these, and are left out where none fits
 */
export const stacksOf = (routes: readonly ExpectedRoute[]): readonly Stack[] => [
  { stage: 'dev', parameters: [] },
  {
    stage: 'staging',
    parameters: [
      'jwtIssuer=https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123',
      'jwtAudiences=my-client,other',
      'jwtParties=my-client',
      'jwtJwksUri=https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123/.well-known/jwks.json',
      'accounts=on',
      'jwtAlgorithms=RS256,RS512',
      'introspectionUri=https://login.example.com/introspect',
      'introspectionClientId=orders-api',
      'introspectionClientSecret=secretsmanager:my-api/dev:introspection',
      'jwtTokenKind=access',
      'jwtClockTolerance=300',
      'rolesClaim=https://example.com/roles',
      'roleNames=/ADMINS=ADMINS',
      'scopeClaims=scope',
      ...scopedRoutes(routes),
      'machineRoles=on',
      'docsClientId=docs',
      'docsScopes=openid orders:read',
      'passwordFlow=off',
      'docs=off',
      'keepLogs=off',
      'reservedConcurrency=50',
      'provisionedConcurrency=10',
      'vpcSubnets=subnet-0a1b2c3d4e5f60718,subnet-1a2b3c4d5e6f70819',
      'vpcSecurityGroups=sg-0a1b2c3d4e5f60718',
      'dualStack=on',
      'release=off',
      'metrics=off',
      'logCaller=plain',
      'gatewayStage=$default',
      'domain=api.example.com',
      'certificateArn=arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555',
      'executeApi=off',
      'originSecret=secretsmanager:my-api/staging:origin',
      'originSecretNext=ssm:/my-api/staging/origin-next',
    ],
  },
  {
    stage: 'prod',
    parameters: [
      'firebaseProject=demo-prod',
      'domain=api.example.com',
      'mappingKey=nest',
      'hostedZoneId=Z0123456789ABCDEFGHIJ',
      'corsOrigins=https://app.example.com,http://localhost:3000',
      'googleCredentialsParameter=/my-api/google-credentials',
      'googleCredentialsKey=arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555',
      'accountCheck=required',
      'kmsKeyArn=arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-666666666666',
      'signInTable=on',
      'warmConcurrency=5',
      ...throttledRoutes(routes),
      'release=canary',
      'releaseCallers=secretsmanager:my-api/prod:callers',
      'metrics=routes',
      'alarmEmail=ops@example.com',
      'sloPercent=99.95',
      'tracing=on',
    ],
  },
];

/** One that every deployment has and that callers need a token for. */
function scopedRoutes(routes: readonly ExpectedRoute[]): readonly string[] {
  const route = routes.findLast(
    ({ enabledBy, access }) => enabledBy === undefined && access.kind !== 'public',
  );
  return route ? [`routeScopes=${routeKeyOf(route)}=profile:read|profile:admin`] : [];
}

/** One that a deployment may leave out, with a parameter in its path, and one that every deployment has. */
function throttledRoutes(routes: readonly ExpectedRoute[]): readonly string[] {
  const leftOut = routes.find(({ enabledBy, path }) => enabledBy !== undefined && path.includes('{'));
  const served = routes.findLast(({ enabledBy }) => enabledBy === undefined);
  const limits = [
    ...(leftOut ? [`${routeKeyOf(leftOut)}=7/9`] : []),
    ...(served ? [`${routeKeyOf(served)}=20/40`] : []),
  ];
  return limits.length > 0 ? [`routeThrottles=${limits.join(',')}`] : [];
}

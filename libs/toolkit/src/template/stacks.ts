/** A stack to package: its stage, and the parameters that its file does not set. */
export type Stack = Readonly<{ stage: string; parameters: readonly string[] }>;

/** Every parameter file once, and between them every parameter that changes what is in the template. */
export const STACKS: readonly Stack[] = [
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
      'jwtTokenKind=access',
      'jwtClockTolerance=300',
      'rolesClaim=https://example.com/roles',
      'roleNames=/ADMINS=ADMINS',
      'scopeClaims=scope',
      'machineRoles=on',
      'docsClientId=docs',
      'docsScopes=openid orders:read',
      'passwordFlow=off',
      'docs=off',
      'keepLogs=off',
      'release=off',
      'metrics=off',
      'logCaller=plain',
      'gatewayStage=$default',
      'domain=api.example.com',
      'certificateArn=arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555',
      'executeApi=off',
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
      'warmConcurrency=5',
      'release=canary',
      'metrics=routes',
      'alarmEmail=ops@example.com',
      'tracing=on',
    ],
  },
];

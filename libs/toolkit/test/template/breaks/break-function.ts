import { expect } from '@jest/globals';
import type { Break } from './change.ts';

const VARIABLES = 'ApiLambdaFunction.Environment.Variables';

/** The function and its environment. */
export const FUNCTION: readonly Break[] = [
  [
    'a time-out that the gateway does not wait for',
    ['ApiLambdaFunction.Timeout', 30],
    "ApiLambdaFunction must time out before the gateway's integration does, at 30 s.",
  ],
  [
    'another runtime',
    ['ApiLambdaFunction.Runtime', 'nodejs22.x'],
    'ApiLambdaFunction must run on nodejs24.x.',
  ],
  [
    'a runtime that changes by itself',
    ['ApiLambdaFunction.RuntimeManagementConfig'],
    'ApiLambdaFunction must change its runtime with a deployment only.',
  ],
  ['no architecture', ['ApiLambdaFunction.Architectures'], 'ApiLambdaFunction must have one architecture.'],
  [
    'a log that is kept for ever',
    ['ApiLogGroup.RetentionInDays'],
    'ApiLogGroup must have RetentionInDays, or its records are kept for ever.',
  ],
  [
    'a log group that Lambda makes by itself',
    ['ApiLogGroup.LogGroupName', '/aws/lambda/another'],
    'ApiLambdaFunction must have its own log group /aws/lambda/lambda-nest-api-dev-api in the template, or Lambda makes ' +
      'one without RetentionInDays.',
  ],
  [
    'more variables than Lambda takes',
    [`${VARIABLES}.GOOGLE_CREDENTIALS`, 'é'.repeat(2048)],
    expect.stringMatching(
      /^ApiLambdaFunction has 4\d{3} bytes of environment variables\. Lambda takes 4096: move the largest to SSM\.$/,
    ),
  ],
  [
    'an integration with a function of elsewhere',
    ['HttpApiIntegrationApi.IntegrationUri', 'arn:aws:lambda:eu-west-1:111122223333:function:other:live'],
    'No function of the template is behind the gateway.',
  ],
  [
    'an integration with what is not published yet',
    ['HttpApiIntegrationApi.IntegrationUri', { 'Fn::GetAtt': ['ApiLambdaFunction', 'Arn'] }],
    'HttpApiIntegrationApi must go to the alias {ApiLambdaFunction}:live.',
  ],
  [
    'an alias for what is not published yet',
    ['ApiLambdaAliasLive.FunctionVersion', '$LATEST'],
    'ApiLambdaFunction must have a published version, and an alias that stands for it.',
  ],
  [
    'an emulator',
    [`${VARIABLES}.FIREBASE_AUTH_EMULATOR_HOST`, '127.0.0.1:9099'],
    'ApiLambdaFunction must not be sent to an emulator by FIREBASE_AUTH_EMULATOR_HOST.',
  ],
  ['a laptop’s runtime', [`${VARIABLES}.RUNTIME`, 'LOCAL'], 'ApiLambdaFunction must have RUNTIME=LAMBDA.'],
  [
    'the name of another stage',
    [`${VARIABLES}.AWS_API_GW_STAGE_NAME`, 'v1'],
    'ApiLambdaFunction must have the name of the stage in AWS_API_GW_STAGE_NAME.',
  ],
  [
    'another issuer than the gateway’s',
    [`${VARIABLES}.FIREBASE_PROJECT_ID`, 'another-project'],
    'ApiLambdaFunction must take the tokens of the issuer that the gateway takes, and no others.',
  ],
  [
    'other audiences than the gateway’s',
    ['HttpApiAuthorizerJwt.JwtConfiguration.Audience', ['placeholder-project', 'another']],
    'ApiLambdaFunction must take tokens for the audiences that the gateway takes them for, and no others.',
  ],
  [
    'expired tokens',
    [`${VARIABLES}.JWT_VERIFY_TOKEN_EXPIRATION`, 'false'],
    'ApiLambdaFunction must take no expired tokens. Remove JWT_VERIFY_TOKEN_EXPIRATION.',
  ],
  [
    'the web API key itself',
    [`${VARIABLES}.FIREBASE_APP_API_KEY`, 'not-from-ssm'],
    'ApiLambdaFunction must have FIREBASE_APP_API_KEY from SSM, never from the template.',
  ],
  [
    'a credential anywhere',
    ['HttpApi.Description', `AIza${'x'.repeat(35)}`],
    'HttpApi holds what looks like a credential. Keep it in SSM.',
  ],
];

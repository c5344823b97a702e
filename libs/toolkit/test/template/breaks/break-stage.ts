import type { Break } from './change.ts';

/** The stage, and who may invoke the function through it. */
export const STAGE: readonly Break[] = [
  [
    'a stage that waits to be deployed',
    ['HttpApiStage.AutoDeploy', false],
    'HttpApiStage must deploy by itself, or a change of routes changes nothing.',
  ],
  [
    'a stage without throttling',
    ['HttpApiStage.DefaultRouteSettings'],
    'HttpApiStage must throttle the whole API.',
  ],
  [
    'more room for guessing passwords',
    ['HttpApiStage.RouteSettings.POST /v1/auth/token.ThrottlingRateLimit', 100],
    'HttpApiStage must throttle POST /v1/auth/token to 10 requests a second and 20 at once, as function.config.ts ' +
      'or the parameter routeThrottles says.',
  ],
  [
    'throttling of a route that is not there',
    ['HttpApiStage.RouteSettings.GET /v1/nowhere', { ThrottlingRateLimit: 1 }],
    'HttpApiStage has settings for GET /v1/nowhere, which the deployment does not have.',
  ],
  [
    'an access log with the claims in it',
    ['HttpApiStage.AccessLogSettings.Format', '{"claims":"$context.authorizer.claims"}'],
    'HttpApiStage must not log tokens, claims, or what callers write as they like.',
  ],
  [
    'an access log with a claim that is a person’s address',
    ['HttpApiStage.AccessLogSettings.Format', '{"email":"$context.authorizer.claims.email"}'],
    'HttpApiStage must not log tokens, claims, or what callers write as they like.',
  ],
  [
    'an access log that is no JSON',
    ['HttpApiStage.AccessLogSettings.Format', '$context.requestId'],
    'HttpApiStage must write an access log of one JSON object a line.',
  ],
  [
    'an access log that is kept for ever',
    ['HttpApiLogGroup.RetentionInDays'],
    'HttpApiLogGroup must have RetentionInDays, or its records are kept for ever.',
  ],
  [
    'an access log in a group of another template',
    ['HttpApiStage.AccessLogSettings.DestinationArn', 'arn:aws:logs:eu-west-1:111122223333:log-group:other'],
    'HttpApiStage must write its access log to a log group of the template.',
  ],
  [
    'an access log whose group shares a resource policy with others',
    ['HttpApiLogGroup.LogGroupName', '/aws/http-api/a'],
    'HttpApiStage must write its access log to a log group below /aws/vendedlogs/: others share one resource policy of ' +
      'limited size.',
  ],
  [
    'a permission for every stage',
    ['ApiLambdaPermissionHttpApi.SourceArn', 'arn:aws:execute-api:eu-west-1:111122223333:*/*'],
    'ApiLambdaPermissionHttpApi must be restricted to this API and its stage.',
  ],
  [
    'a permission without a source',
    ['ApiLambdaPermissionHttpApi.SourceArn'],
    'ApiLambdaPermissionHttpApi must be restricted to this API and its stage.',
  ],
  [
    'a permission for every principal',
    ['ApiLambdaPermissionHttpApi.Principal', '*'],
    'ApiLambdaPermissionHttpApi must be for API Gateway alone.',
  ],
  [
    'a permission for everything',
    ['ApiLambdaPermissionHttpApi.Action', 'lambda:*'],
    'ApiLambdaPermissionHttpApi must allow lambda:InvokeFunction alone.',
  ],
  [
    'a permission for the function and not its alias',
    ['ApiLambdaPermissionHttpApi.FunctionName', { Ref: 'ApiLambdaFunction' }],
    'ApiLambdaPermissionHttpApi must go to the alias {ApiLambdaFunction}:live.',
  ],
];

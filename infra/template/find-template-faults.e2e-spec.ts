import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkSpecification } from './check-specification.ts';
import { findTemplateFaults } from './find-template-faults.ts';
import { packageStack } from './package-stack.ts';
import { readExpectedRoutes } from './read-expected-routes.ts';
import { STACKS } from './stacks.ts';
import type { Template } from './template.ts';
import { loadValidator, type Validator } from './validate-template.ts';

/** Where something is broken, as `<resource>.<property>.…`, and what stands there then; nothing when it is removed. */
type Change = readonly [path: string, value?: unknown];

const WHOAMI = 'HttpApiRouteGetV1UsersWhoami';
const TOKEN = 'HttpApiRoutePostV1AuthToken';
const VARIABLES = 'ApiLambdaFunction.Environment.Variables';
const STATEMENT = 'ApiRole.Policies.0.PolicyDocument.Statement.0';

const routes = readExpectedRoutes();
let dev: Template;
let staging: Template;
let prod: Template;
let validate: Validator;
beforeAll(async () => {
  [dev, staging, prod] = (await Promise.all(STACKS.map(packageStack))) as [Template, Template, Template];
  validate = await loadValidator();
}, 60_000);

function change(template: Template, ...changes: readonly Change[]): Template {
  const changed = structuredClone(template);
  for (const [path, value] of changes) {
    const [id = '', ...names] = path.split('.');
    const last = names.pop();
    if (last === undefined) {
      changed.Resources[id] = value as Template['Resources'][string];
      continue;
    }
    let at = (changed.Resources[id]?.Properties ?? {}) as Record<string, unknown>;
    for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return changed;
}

const faultsOf = (template: Template): readonly string[] => findTemplateFaults(template, routes);

describe('findTemplateFaults', () => {
  it('has nothing against the stacks as they are packaged', () => {
    expect([dev, staging, prod].map(faultsOf)).toEqual([[], [], []]);
  });

  it.each<[string, Change, string]>([
    [
      'a route without its authorizer',
      [`${WHOAMI}.AuthorizationType`, 'NONE'],
      `${WHOAMI} (GET /v1/users/whoami) must have the JWT authorizer, and has not.`,
    ],
    [
      'an authorizer that is none of the template',
      [`${WHOAMI}.AuthorizerId`, { Ref: 'HttpApi' }],
      `${WHOAMI} (GET /v1/users/whoami) must have the JWT authorizer, and has not.`,
    ],
    [
      'IAM in place of tokens',
      [`${WHOAMI}.AuthorizationType`, 'AWS_IAM'],
      `${WHOAMI} (GET /v1/users/whoami) must have the JWT authorizer, and has not.`,
    ],
    [
      'a scope that nobody declared',
      [`${WHOAMI}.AuthorizationScopes`, ['email']],
      `${WHOAMI} (GET /v1/users/whoami) must ask for no scope.`,
    ],
    [
      'an authorizer on a public route',
      [`${TOKEN}.AuthorizationType`, 'JWT'],
      `${TOKEN} (POST /v1/auth/token) is public, and must have no authorizer.`,
    ],
    [
      'a route that goes elsewhere',
      [`${WHOAMI}.Target`, 'integrations/abc'],
      `${WHOAMI} (GET /v1/users/whoami) must go to the function.`,
    ],
    [
      'another operation name',
      [`${WHOAMI}.OperationName`, 'Everything'],
      `${WHOAMI} (GET /v1/users/whoami) must have the operation name Get user claims.`,
    ],
    [
      'a route of no declaration',
      [`${WHOAMI}.RouteKey`, 'ANY /v1/users/whoami'],
      `${WHOAMI} routes ANY /v1/users/whoami, which the application does not have.`,
    ],
    [
      'a route that is missing',
      [`${WHOAMI}.RouteKey`, '$default'],
      'GET /v1/users/whoami is a route of the application and not of the template.',
    ],
    [
      'a route that is there twice',
      [`${TOKEN}.RouteKey`, 'GET /v1/users/whoami'],
      `${TOKEN} (GET /v1/users/whoami) is there more than once.`,
    ],
    [
      'tokens from the address',
      ['HttpApiAuthorizerJwt.IdentitySource', ['$request.querystring.token']],
      'HttpApiAuthorizerJwt must read the token from the Authorization header alone, as the application does.',
    ],
    [
      'an issuer by http',
      ['HttpApiAuthorizerJwt.JwtConfiguration.Issuer', 'http://issuer.example.com'],
      'HttpApiAuthorizerJwt must have an issuer on the internet, by https.',
    ],
    [
      'an issuer on a laptop',
      ['HttpApiAuthorizerJwt.JwtConfiguration.Issuer', 'https://localhost.example:9099/x'],
      'HttpApiAuthorizerJwt must have an issuer on the internet, by https.',
    ],
    [
      'another kind of authorizer',
      ['HttpApiAuthorizerJwt.AuthorizerType', 'REQUEST'],
      'HttpApiAuthorizerJwt must be a JWT authorizer.',
    ],
    [
      'no audience',
      ['HttpApiAuthorizerJwt.JwtConfiguration.Audience', []],
      'HttpApiAuthorizerJwt must name the audiences of the tokens.',
    ],
  ])('refuses %s', (_what, broken, fault) => {
    expect(faultsOf(change(dev, broken))).toContain(fault);
  });

  it.each<[string, Change, string]>([
    [
      'a stage that waits for somebody to deploy it',
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
      'HttpApiStage must throttle POST /v1/auth/token to 10 requests a second and 20 at once.',
    ],
    [
      'throttling of a route that is not there',
      ['HttpApiStage.RouteSettings.GET /v1/nowhere', { ThrottlingRateLimit: 1 }],
      'HttpApiStage has settings for GET /v1/nowhere, which the application does not have.',
    ],
    [
      'an access log with the claims in it',
      ['HttpApiStage.AccessLogSettings.Format', '{"claims":"$context.authorizer.claims"}'],
      'HttpApiStage must not log tokens, claims, or what callers write as they like.',
    ],
    [
      'an access log with a claim that is somebody’s address',
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
      'HttpApiStage must write its log to a group that forgets it one day.',
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
      'a permission for everybody',
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
  ])('refuses %s', (_what, broken, fault) => {
    expect(faultsOf(change(dev, broken))).toContain(fault);
  });

  it.each<[string, Change, string]>([
    [
      'any origin',
      ['HttpApi.CorsConfiguration.AllowOrigins', ['*']],
      'HttpApi must name the origins it lets in.',
    ],
    [
      'cookies',
      ['HttpApi.CorsConfiguration.AllowCredentials', true],
      'HttpApi must not let browsers send cookies: tokens are all it takes.',
    ],
  ])('refuses CORS for %s', (_what, broken, fault) => {
    expect(faultsOf(change(prod, broken))).toContain(fault);
  });

  it.each<[string, Change, string]>([
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
      'ApiLambdaFunction must have a log group of its own that forgets one day.',
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
  ])('refuses a function with %s', (_what, broken, fault) => {
    expect(faultsOf(change(dev, broken))).toContain(fault);
  });

  it.each<[string, Change, string]>([
    [
      'every action of a service',
      [`${STATEMENT}.Action`, 'logs:*'],
      'ApiRole has a wildcard: logs:*. Name what it may do, and to what.',
    ],
    [
      'everything',
      [`${STATEMENT}.Resource`, '*'],
      'ApiRole has a wildcard: *. Name what it may do, and to what.',
    ],
    [
      'a wildcard inside a function',
      [`${STATEMENT}.Resource`, { 'Fn::Sub': 'arn:aws:logs:${AWS::Region}:*' }],
      'ApiRole has a wildcard: arn:aws:logs:${AWS::Region}:*. Name what it may do, and to what.',
    ],
    [
      'all but something',
      [`${STATEMENT}.NotAction`, 'iam:PassRole'],
      'ApiRole allows all but what it names.',
    ],
    [
      'a managed policy',
      ['ApiRole.ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess']],
      'ApiRole has managed policies, which allow more than the function needs.',
    ],
    [
      'other users of it',
      ['ApiRole.AssumeRolePolicyDocument.Statement.0.Principal', { AWS: '111122223333' }],
      'ApiRole must be taken on by Lambda alone.',
    ],
    [
      'anybody as its user',
      ['ApiRole.AssumeRolePolicyDocument.Statement.0.Principal', '*'],
      'ApiRole must be taken on by Lambda alone.',
    ],
    [
      'a role of somewhere else',
      ['ApiLambdaFunction.Role', 'arn:aws:iam::111122223333:role/admin'],
      'The function must have a role of this template.',
    ],
    [
      'a policy beside it',
      ['More', { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'ApiRole' }] } }],
      'More is a policy outside the role. Write it into the role, where it is checked.',
    ],
  ])('refuses a role with %s', (_what, broken, fault) => {
    expect(faultsOf(change(dev, broken))).toContain(fault);
  });

  it.each<[string, Change]>([
    ['for other accounts too', ['WarmUpRole.AssumeRolePolicyDocument.Statement.0.Condition']],
    ['of two services', ['WarmUpRole.AssumeRolePolicyDocument.Statement.0.Principal.Service', ['a', 'b']]],
    ['of people as well', ['WarmUpRole.AssumeRolePolicyDocument.Statement.0.Principal.AWS', '111122223333']],
  ])('refuses a service’s role %s', (_what, broken) => {
    expect(faultsOf(change(prod, broken))).toEqual([
      'WarmUpRole must be taken on by one service alone, and for this account.',
    ]);
  });
});

describe('what is there by parameter', () => {
  const typesOf = ({ Resources }: Template): readonly string[] =>
    [...new Set(Object.values(Resources).map(({ Type }) => Type))].toSorted();
  const OPTIONAL = /CertificateManager|DomainName|ApiMapping|Route53|Scheduler/;

  it('is not there without it', () => {
    expect(typesOf(dev).filter((type) => OPTIONAL.test(type))).toEqual([]);
    expect(dev.Resources['HttpApi']?.Properties).not.toHaveProperty('CorsConfiguration');
  });

  it('is a domain with a certificate of somebody’s own, and a record somebody enters', () => {
    expect(typesOf(staging).filter((type) => OPTIONAL.test(type))).toEqual([
      'AWS::ApiGatewayV2::ApiMapping',
      'AWS::ApiGatewayV2::DomainName',
    ]);
    expect(staging.Resources['ApiMapping']?.Properties).not.toHaveProperty('ApiMappingKey');
    expect(staging.Resources['HttpApiStage']?.Properties).toMatchObject({ StageName: '$default' });
  });

  it('is a domain with all that belongs to it, and a schedule that keeps sandboxes warm', () => {
    expect(typesOf(prod).filter((type) => OPTIONAL.test(type))).toEqual([
      'AWS::ApiGatewayV2::ApiMapping',
      'AWS::ApiGatewayV2::DomainName',
      'AWS::CertificateManager::Certificate',
      'AWS::Route53::RecordSet',
      'AWS::Scheduler::Schedule',
    ]);
    expect(prod.Resources['ApiMapping']?.Properties).toMatchObject({ ApiMappingKey: 'nest' });
    expect(prod.Resources['WarmUpSchedule']?.Properties).toMatchObject({
      Target: { Arn: { Ref: 'ApiLambdaAliasLive' }, Input: '{"warmer":true,"concurrency":5}' },
    });
  });
});

describe.each([
  ["AWS's validator", (template: Template) => validate(template)],
  ['the resource specification', (template: Template) => checkSpecification(template)],
])('%s', (_name, check) => {
  it('has nothing against the stacks as they are packaged', () => {
    expect([dev, staging, prod].map(check)).toEqual([[], [], []]);
  });

  it.each<[string, Change]>([
    ['a property that does not exist', ['ApiLambdaFunction.TimeOut', 28]],
    ['a member of a property that does not exist', ['HttpApiStage.DefaultRouteSettings.Rate', 28]],
    ['a property that is missing', ['HttpApiStage.StageName']],
    ['a list in place of a text', ['HttpApi.Name', ['a']]],
    ['a text in place of a number', ['ApiLambdaFunction.MemorySize', 'much']],
    ['a value that is not among those allowed', ['ApiLambdaFunction.PackageType', 'Tarball']],
    ['a reference that leads nowhere', ['HttpApiStage.ApiId', { Ref: 'HttpApis' }]],
    ['an attribute that does not exist', ['ApiLambdaFunction.Role', { 'Fn::GetAtt': ['ApiRole', 'Arm'] }]],
    ['a resource of a type that does not exist', ['Bucket', { Type: 'AWS::S3::Buckets', Properties: {} }]],
  ])('refuses %s', (_what, broken) => {
    expect(check(change(dev, broken))).not.toEqual([]);
  });
});

describe('loadValidator', () => {
  it('falls back to the resource specification, and says so, when AWS’s validator cannot be loaded', async () => {
    const said: string[] = [];
    const fallback = await loadValidator(
      () => Promise.reject(new Error('no WebAssembly')),
      (sentence) => said.push(sentence),
    );
    expect(said).toEqual([
      "AWS's validator cannot be used (no WebAssembly); the resource specification is, in its place.",
    ]);
    expect(fallback(change(dev, ['HttpApiStage.StageName']))).toEqual([
      'HttpApiStage: Properties lacks StageName.',
    ]);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { FUNCTION } from '../../test/template/breaks/break-function.ts';
import { RELEASE } from '../../test/template/breaks/break-release.ts';
import { ROLE } from '../../test/template/breaks/break-role.ts';
import { ROUTES } from '../../test/template/breaks/break-routes.ts';
import { STAGE } from '../../test/template/breaks/break-stage.ts';
import { change, type Break, type Change } from '../../test/template/breaks/change.ts';
import { statementsOf } from '../../test/template/breaks/statements-of.ts';
import { withWorker } from '../../test/template/breaks/with-worker.ts';
import { checkSpecification } from './check-specification.ts';
import { loadFunction } from '../function/load-function.ts';
import { findTemplateViolations } from './find-template-violations.ts';
import { packageStack } from './package-stack.ts';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import { readExpectedRoutes } from './read-expected-routes.ts';
import { stacksOf } from './stacks.ts';
import { tagResources } from '../serverless/tag-resources.ts';
import { joined, type Resource, type Template } from './template.ts';
import { loadValidator, type Validator } from './validate-template.ts';

const routes = readExpectedRoutes();
let dev: Template;
let staging: Template;
let prod: Template;
let validate: Validator;
beforeAll(async () => {
  [dev, staging, prod] = (await Promise.all(stacksOf(routes).map(packageStack))) as [
    Template,
    Template,
    Template,
  ];
  validate = await loadValidator();
}, 240_000);

const { contract } = await loadFunction();

const violationsOf = (template: Template): readonly string[] =>
  findTemplateViolations(template, routes, contract);

describe('findTemplateViolations', () => {
  it('has nothing against the stacks as they are packaged', () => {
    expect([dev, staging, prod].map(violationsOf)).toEqual([[], [], []]);
  });

  it('gives the function all that is said of the issuer', () => {
    const variables = staging.Resources['ApiLambdaFunction']?.Properties?.['Environment'];
    expect(variables).toMatchObject({
      Variables: {
        JWT_ISSUER: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123',
        JWT_AUTHORIZED_AUDIENCES: 'my-client,other',
        JWT_AUTHORIZED_PARTIES: 'my-client',
        JWT_ISSUER_JWKS_URI:
          'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123/.well-known/jwks.json',
        ACCOUNTS: 'on',
        JWT_ALGORITHMS: 'RS256,RS512',
        JWT_TOKEN_KIND: 'access',
        JWT_CLOCK_TOLERANCE_SECONDS: expect.anything() as unknown,
        JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'https://example.com/roles',
        JWT_ROLE_NAMES: '/ADMINS=ADMINS',
        JWT_SCOPE_CLAIMS: 'scope',
        JWT_MACHINE_ROLES: 'on',
        JWT_INTROSPECTION_CLIENT_SECRET: '{{resolve:secretsmanager:my-api/dev:SecretString:introspection}}',
        ROUTE_SCOPES: 'GET /v1/users/whoami=profile:read|profile:admin',
      },
    });
  });

  it('gives the function the concurrency, network and key of the parameters, and none without them', () => {
    const [plain, inVpc, encrypted] = [dev, staging, prod].map(
      ({ Resources }) => Resources['ApiLambdaFunction']?.Properties,
    );
    for (const name of ['ReservedConcurrentExecutions', 'VpcConfig', 'KmsKeyArn'])
      expect(plain).not.toHaveProperty(name);
    expect(inVpc).toMatchObject({
      ReservedConcurrentExecutions: 50,
      VpcConfig: { SecurityGroupIds: ['sg-0a1b2c3d4e5f60718'], Ipv6AllowedForDualStack: true },
    });
    expect(encrypted).toHaveProperty('KmsKeyArn', expect.stringMatching(/:key\/.*-666666666666$/));
  });

  it('holds environments of the alias ready by the parameter, and none without it', () => {
    const aliases = [dev, staging].map(({ Resources }) => Resources['ApiLambdaAliasLive']?.Properties);
    expect(aliases[0]).not.toHaveProperty('ProvisionedConcurrencyConfig');
    expect(aliases[1]).toMatchObject({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 10 },
    });
  });

  it('limits single routes by the parameter, beside those of function.config.ts, where they are served', () => {
    const { DependsOn, Properties } = prod.Resources['HttpApiStage'] as Resource;
    expect(Properties?.['RouteSettings']).toMatchObject({
      'GET /v1/users/whoami': {
        ThrottlingRateLimit: 20,
        ThrottlingBurstLimit: 40,
        DetailedMetricsEnabled: true,
      },
      'POST /v1/auth/revoke': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
    });
    expect(DependsOn).toContain('HttpApiRouteGetV1UsersWhoami');
    // The accounts are off.
    expect(Properties?.['RouteSettings']).not.toHaveProperty('GET /v1/admin/users/{id}');
  });

  it.each(ROUTES)('rejects %s', (_what, broken, violation) => {
    expect(violationsOf(change(dev, broken))).toContain(violation);
  });

  it.each(RELEASE)('rejects a release with %s', (_what, broken, violation) => {
    expect(violationsOf(change(prod, broken))).toContain(violation);
  });

  it.each(STAGE)('rejects %s', (_what, broken, violation) => {
    expect(violationsOf(change(dev, broken))).toContain(violation);
  });

  it.each<Break>([
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
  ])('rejects CORS for %s', (_what, broken, violation) => {
    expect(violationsOf(change(prod, broken))).toContain(violation);
  });

  it.each(FUNCTION)('rejects a function with %s', (_what, broken, violation) => {
    expect(violationsOf(change(dev, broken))).toContainEqual(violation);
  });

  it.each(['DeletionPolicy', 'UpdateReplacePolicy'])('rejects a log group without %s', (policy) => {
    const changed = structuredClone(dev);
    delete changed.Resources['ApiLogGroup']?.[policy];
    expect(violationsOf(changed)).toEqual([
      'ApiLogGroup must say by DeletionPolicy and UpdateReplacePolicy whether it outlives its stack.',
    ]);
  });

  it('has nothing against a function beside the one behind the gateway', () => {
    expect(violationsOf(withWorker(dev))).toEqual([]);
  });

  it('checks a function beside the one behind the gateway', () => {
    const { Resources } = withWorker(dev);
    const worker = change({ Resources }, ['WorkerLambdaFunction.Runtime', 'nodejs22.x']);
    expect(
      violationsOf(change(worker, ['WorkerRole.ManagedPolicyArns', ['arn:aws:iam::aws:policy/a']])),
    ).toEqual([
      'WorkerLambdaFunction must run on nodejs24.x.',
      'WorkerRole has managed policies, which allow more than the function needs.',
    ]);
  });

  it('rejects a route that is switched off and there all the same', () => {
    const off = change(dev, ['ApiLambdaFunction.Environment.Variables.DOCS', 'off']);
    expect(violationsOf(off)).toContain(
      'HttpApiRouteGetV1Docs routes GET /v1/docs, which the deployment does not have.',
    );
  });

  it('rejects a route that is on and not there', () => {
    const on = change(staging, ['ApiLambdaFunction.Environment.Variables.DOCS', 'on']);
    expect(violationsOf(on)).toContain('GET /v1/docs is a route of the deployment and not of the template.');
  });

  it.each(ROLE)('rejects a role with %s', (_what, broken, violation) => {
    expect(violationsOf(change(dev, broken))).toContain(violation);
  });

  it.each<[string, Change]>([
    ['for other accounts too', ['WarmUpRole.AssumeRolePolicyDocument.Statement.0.Condition']],
    ['of two services', ['WarmUpRole.AssumeRolePolicyDocument.Statement.0.Principal.Service', ['a', 'b']]],
    ['of people as well', ['WarmUpRole.AssumeRolePolicyDocument.Statement.0.Principal.AWS', '111122223333']],
  ])('rejects a service’s role %s', (_what, broken) => {
    expect(violationsOf(change(prod, broken))).toEqual([
      'WarmUpRole must have a trust policy that allows sts:AssumeRole to one service only, where aws:SourceAccount is this ' +
        'account.',
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

  it('is tagged with service and stage, wherever a resource takes tags', () => {
    const tags = { service: 'lambda-nest-api', stage: 'prod' };
    expect(tagResources(prod, tags)).toEqual(prod);
    expect(JSON.stringify(prod.Resources['ApiRole'])).toContain('{"Key":"stage","Value":"prod"}');
  });

  it('is every part that can be switched off, with its throttling', () => {
    const keysOf = ({ Resources }: Template): readonly unknown[] =>
      Object.values(Resources)
        .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
        .map(({ Properties }) => Properties?.['RouteKey'])
        .toSorted();
    const without = (...off: readonly string[]): readonly string[] =>
      routes
        .filter(({ enabledBy }) => enabledBy === undefined || !off.includes(enabledBy))
        .map(routeKeyOf)
        .toSorted();
    expect(keysOf(dev)).toEqual(without('accounts', 'signUp'));
    expect(keysOf(staging)).toEqual(without('signUp', 'passwordFlow', 'docs'));
    expect(keysOf(staging).length).toBeLessThan(keysOf(dev).length);
    expect(staging.Resources['HttpApiStage']).toMatchObject({
      DependsOn: ['HttpApiLogGroup'],
      Properties: { RouteSettings: {} },
    });
  });

  it('is the address that AWS gives', () => {
    const outputsOf = ({ Outputs }: Template): readonly string[] => Object.keys(Outputs as object);
    expect(prod.Resources['HttpApi']?.Properties).toMatchObject({ DisableExecuteApiEndpoint: false });
    expect(outputsOf(prod)).toEqual(expect.arrayContaining(['HttpApiUrl', 'CustomUrl']));
    expect(staging.Resources['HttpApi']?.Properties).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(outputsOf(staging)).toContain('CustomUrl');
    expect(outputsOf(staging)).not.toContain('HttpApiUrl');
  });

  it('is told without a slash at its end, for paths are put behind it', () => {
    const outputsOf = ({ Outputs }: Template) => Outputs as Record<string, { Value: unknown }>;
    const { HttpApiUrl, CustomUrl } = outputsOf(prod);
    expect(joined(HttpApiUrl?.Value)).toBe(
      'https://{HttpApi}.execute-api.{AWS::Region}.{AWS::URLSuffix}/mvp',
    );
    expect(CustomUrl?.Value).toBe('https://api.example.com/nest');
    expect(outputsOf(staging)['CustomUrl']?.Value).toBe('https://api.example.com');
  });

  it('is what becomes of the logs when the stage is removed', () => {
    const policiesOf = ({ Resources }: Template): readonly unknown[] =>
      Object.values(Resources)
        .filter(({ Type }) => Type === 'AWS::Logs::LogGroup')
        .flatMap(({ DeletionPolicy, UpdateReplacePolicy }) => [DeletionPolicy, UpdateReplacePolicy]);
    expect(new Set(policiesOf(prod))).toEqual(new Set(['RetainExceptOnCreate', 'Retain']));
    expect(new Set(policiesOf(staging))).toEqual(new Set(['Delete']));
  });

  it('is what the function may do: manage the accounts of its user pool, and of no other', () => {
    expect(statementsOf(staging)).toContainEqual({
      Effect: 'Allow',
      Action: expect.arrayContaining([
        'cognito-idp:ListUsers',
        'cognito-idp:AdminGetUser',
        'cognito-idp:AdminDisableUser',
      ]),
      Resource: {
        'Fn::Join': ['', expect.arrayContaining([':cognito-idp:eu-west-1:', ':userpool/eu-west-1_AbC123'])],
      },
    });
  });

  it('is what the function may do: read its key in SSM, and decrypt that alone', () => {
    const parameter = expect.objectContaining({
      'Fn::Join': ['', expect.arrayContaining([':parameter/my-api/google-credentials'])],
    });
    expect(statementsOf(dev)).toHaveLength(1);
    expect(statementsOf(prod)).toEqual(
      expect.arrayContaining([
        { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: parameter },
        {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555',
          Condition: { StringEquals: { 'kms:EncryptionContext:PARAMETER_ARN': parameter } },
        },
      ]),
    );
  });

  it('is a domain with a certificate of the team’s own, and a record that the team enters', () => {
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
  ])('rejects %s', (_what, broken) => {
    expect(check(change(dev, broken))).not.toEqual([]);
  });
});

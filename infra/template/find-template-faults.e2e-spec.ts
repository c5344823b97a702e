import { beforeAll, describe, expect, it } from '@jest/globals';
import { FUNCTION } from './breaks/break-function.ts';
import { ROLE } from './breaks/break-role.ts';
import { ROUTES } from './breaks/break-routes.ts';
import { STAGE } from './breaks/break-stage.ts';
import { change, type Break, type Change } from './breaks/change.ts';
import { checkSpecification } from './check-specification.ts';
import { findTemplateFaults } from './find-template-faults.ts';
import { packageStack } from './package-stack.ts';
import { readExpectedRoutes } from './read-expected-routes.ts';
import { STACKS } from './stacks.ts';
import type { Template } from './template.ts';
import { loadValidator, type Validator } from './validate-template.ts';

const routes = readExpectedRoutes();
let dev: Template;
let staging: Template;
let prod: Template;
let validate: Validator;
beforeAll(async () => {
  [dev, staging, prod] = (await Promise.all(STACKS.map(packageStack))) as [Template, Template, Template];
  validate = await loadValidator();
}, 60_000);

const faultsOf = (template: Template): readonly string[] => findTemplateFaults(template, routes);

describe('findTemplateFaults', () => {
  it('has nothing against the stacks as they are packaged', () => {
    expect([dev, staging, prod].map(faultsOf)).toEqual([[], [], []]);
  });

  it.each(ROUTES)('refuses %s', (_what, broken, fault) => {
    expect(faultsOf(change(dev, broken))).toContain(fault);
  });

  it.each(STAGE)('refuses %s', (_what, broken, fault) => {
    expect(faultsOf(change(dev, broken))).toContain(fault);
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
  ])('refuses CORS for %s', (_what, broken, fault) => {
    expect(faultsOf(change(prod, broken))).toContain(fault);
  });

  it.each(FUNCTION)('refuses a function with %s', (_what, broken, fault) => {
    expect(faultsOf(change(dev, broken))).toContain(fault);
  });

  it.each(ROLE)('refuses a role with %s', (_what, broken, fault) => {
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

import { describe, expect, it } from '@jest/globals';
import { findReleaseViolations } from '../template/release-violations.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import type { Template } from '../template/template.ts';
import { addRelease } from './add-release.ts';

const route = (
  method: string,
  path: string,
  kind: 'public' | 'signed-in',
  enabledBy?: string,
): ExpectedRoute => ({
  method,
  path,
  operationName: path,
  access: { kind },
  isAccountChecked: false,
  gateway: { authorizer: kind !== 'public', scopes: [] },
  ...(enabledBy !== undefined && { enabledBy }),
});

const ROUTES = [
  route('GET', '/v1/health', 'public'),
  route('GET', '/v1/docs', 'public', 'docs'),
  route('GET', '/v1/me', 'signed-in'),
  route('POST', '/v1/auth/token', 'public', 'passwordFlow'),
];

const template = (resources: Template['Resources'] = {}): Template => ({
  Resources: {
    ApiFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Environment: { Variables: { DOCS: 'off' } } },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        IntegrationUri: { 'Fn::Join': [':', [{ 'Fn::GetAtt': ['ApiFunction', 'Arn'] }, 'live']] },
      },
    },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { Name: 'live' } },
    ...resources,
  },
});

const RELEASE = {
  ReleaseGroup: {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    Properties: {
      DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
    },
  },
  ReleaseCheck: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: '' },
      Environment: { Variables: { VERSION_ARN: { Ref: 'ApiLambdaVersion' } } },
    },
  },
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Dimensions: [{ Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': ['ApiLambdaVersion', 'Version'] } }],
    },
  },
};

const add = (given: Template): Template =>
  addRelease(given, {
    alias: 'Live',
    version: 'VersionA1',
    routes: ROUTES,
    settings: { switches: [{ parameter: 'docs', variable: 'DOCS' }], tokenPath: '/v1/auth/token' },
    signIn: { routes: ROUTES, version: 'VersionA1' },
  });

describe('addRelease', () => {
  it('leaves a template alone when nothing of it checks versions', () => {
    const given = template();
    expect(add(given)).toBe(given);
  });

  it('has the alias moved by CodeDeploy, after the check', () => {
    const added = add(template(RELEASE));
    expect(added.Resources['Live']?.['UpdatePolicy']).toEqual({
      CodeDeployLambdaAliasUpdate: {
        ApplicationName: { Ref: 'ReleaseApplication' },
        DeploymentGroupName: { Ref: 'ReleaseGroup' },
        BeforeAllowTrafficHook: { Ref: 'ReleaseCheck' },
      },
    });
    expect(findReleaseViolations(added)).toEqual([]);
    expect(findReleaseViolations(template(RELEASE))).toEqual([
      'Live must be moved by ReleaseGroup, by its UpdatePolicy.',
      'Live must have its version checked before it gets traffic.',
    ]);
  });

  it('leads to the version, whatever it is called', () => {
    const { Resources } = add(template(RELEASE));
    expect(Resources['ReleaseCheck']?.Properties?.['Environment']).toEqual({
      Variables: { VERSION_ARN: { Ref: 'VersionA1' } },
    });
    expect(Resources['Alarm']?.Properties?.['Dimensions']).toEqual([
      { Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': ['VersionA1', 'Version'] } },
    ]);
  });

  it('writes the check as one program of CommonJS, with the routes that the deployment has', async () => {
    const { Code } = add(template(RELEASE)).Resources['ReleaseCheck']?.Properties ?? {};
    const { ZipFile = '' } = Code as { ZipFile?: string };
    expect(ZipFile).toContain('"/v1/health"');
    expect(ZipFile).not.toContain('/v1/docs');
    // What the text of a template must not hold, or the text would depend on where it was made.
    expect(ZipFile).not.toContain(process.cwd());
    const module = { exports: {} as { handler?: unknown } };
    const { createRequire } = await import('node:module');
    // eslint-disable-next-line no-new-func
    new Function('module', 'exports', 'require', ZipFile)(
      module,
      module.exports,
      createRequire(import.meta.url),
    );
    expect(module.exports.handler).toBeInstanceOf(Function);
  });
});

import { servedRoutes } from '../template/served-routes.ts';
import type { ContractSettings } from '../function/contract-settings.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import type { Resource, Template } from '../template/template.ts';
import { writeCheck } from './write-check.ts';

type Release = Readonly<{
  /** Logical id of the alias that the gateway invokes. */
  alias: string;
  /** Logical id of the version that it is to stand for. */
  version: string;
  /** Before the names of what releases it, where the function is not that which describes the API: `Orders`. */
  prefix?: string;
  /** Those that the function serves, with the scopes that operators set. */
  routes: readonly ExpectedRoute[];
  settings: Pick<ContractSettings, 'switches' | 'tokenPath'>;
  /** Where people sign in: every route of the API, and the logical id of the version that serves that one. */
  signIn: Readonly<{ routes: readonly ExpectedRoute[]; version: string }>;
}>;

/**
 * Has CodeDeploy move the alias, where the template has what that takes: gives the alias its update policy, the function that
 * checks its code, and what refers to the version the version.
 */
export function addRelease(
  template: Template,
  { alias, version, prefix = '', routes, settings, signIn }: Release,
): Template {
  const checkId = `${prefix}ReleaseCheck`;
  const { [alias]: aliasResource, [checkId]: checkResource } = template.Resources;
  if (!checkResource || !aliasResource) return template;
  const { tokenPath } = settings;
  const signsIn = servedRoutes(template, signIn.routes, settings).some(
    ({ method, path }) => method === 'POST' && path === tokenPath,
  );
  const check = writeCheck({
    routes: servedRoutes(template, routes, settings).map(({ method, path, access }) => ({
      method,
      path,
      access,
    })),
    signInPath: signsIn ? tokenPath : '',
  });
  const resources: Record<string, Resource> = {
    ...template.Resources,
    [checkId]: {
      ...checkResource,
      Properties: { ...checkResource.Properties, Code: { ZipFile: check } },
    },
    [alias]: {
      ...aliasResource,
      UpdatePolicy: {
        CodeDeployLambdaAliasUpdate: {
          ApplicationName: { Ref: 'ReleaseApplication' },
          DeploymentGroupName: { Ref: `${prefix}ReleaseGroup` },
          BeforeAllowTrafficHook: { Ref: checkId },
        },
      },
    },
  };
  // What stands for published versions in infra/resources/release.yml.
  const own = rename(resources, `${prefix || 'Api'}LambdaVersion`, version);
  return {
    ...template,
    Resources: rename(own, 'SignInLambdaVersion', signIn.version) as Template['Resources'],
  };
}

/** References to the stand-in lead to the version. */
function rename(value: unknown, standIn: string, version: string): unknown {
  if (Array.isArray(value)) return value.map((part) => rename(part, standIn, version));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: name, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: unknown };
  if (name === standIn) return { Ref: version };
  const [target, ...rest] = Array.isArray(attribute) ? (attribute as string[]) : [];
  if (target === standIn) return { 'Fn::GetAtt': [version, ...rest] };
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, rename(part, standIn, version)]),
  );
}

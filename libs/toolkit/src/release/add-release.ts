import { servedRoutes } from '../template/served-routes.ts';
import type { ContractSettings } from '../function/contract-settings.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import type { Resource, Template } from '../template/template.ts';
import { writeCheck } from './write-check.ts';

/** What stands for the published version in infra/resources/release.yml. */
const VERSION = 'ApiLambdaVersion';
const CHECK = 'ReleaseCheck';

type Release = Readonly<{
  /** Logical id of the alias that the gateway invokes. */
  alias: string;
  /** Logical id of the version that it is to stand for. */
  version: string;
  routes: readonly ExpectedRoute[];
  settings: Pick<ContractSettings, 'switches'>;
}>;

/**
 * Has CodeDeploy move the alias, where the template has what that takes: gives the alias its update policy, the function that
 * checks its code, and what refers to the version the version.
 */
export function addRelease(template: Template, { alias, version, routes, settings }: Release): Template {
  const { [alias]: aliasResource, [CHECK]: check } = template.Resources;
  if (!check || !aliasResource) return template;
  const checked = servedRoutes(template, routes, settings).map(({ method, path, access }) => ({
    method,
    path,
    isPublic: (access as { kind: string }).kind === 'public',
  }));
  const resources: Record<string, Resource> = {
    ...template.Resources,
    [CHECK]: { ...check, Properties: { ...check.Properties, Code: { ZipFile: writeCheck(checked) } } },
    [alias]: {
      ...aliasResource,
      UpdatePolicy: {
        CodeDeployLambdaAliasUpdate: {
          ApplicationName: { Ref: 'ReleaseApplication' },
          DeploymentGroupName: { Ref: 'ReleaseGroup' },
          BeforeAllowTrafficHook: { Ref: CHECK },
        },
      },
    },
  };
  return { ...template, Resources: rename(resources, version) as Template['Resources'] };
}

/** References to the stand-in lead to the version. */
function rename(value: unknown, version: string): unknown {
  if (Array.isArray(value)) return value.map((part) => rename(part, version));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: name, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: unknown };
  if (name === VERSION) return { Ref: version };
  const [target, ...rest] = Array.isArray(attribute) ? (attribute as string[]) : [];
  if (target === VERSION) return { 'Fn::GetAtt': [version, ...rest] };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rename(part, version)]));
}

import type { ContractSettings } from '../function/contract-settings.ts';
import type { FunctionDescription } from '../function/load-function.ts';
import { addRelease } from '../release/add-release.ts';
import { foldConditions } from '../template/fold-conditions.ts';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { servedRoutes } from '../template/served-routes.ts';
import type { Template } from '../template/template.ts';
import { addDashboard } from '../watch/add-dashboard.ts';
import { dropAuthorizer } from './drop-authorizer.ts';
import { addFunctionResources } from './function-resources.ts';
import { keepLogs } from './keep-logs.ts';
import { keepVersions } from './keep-versions.ts';
import { secretStatements } from './own-parameters.ts';
import type { Parameters } from './parameters.ts';
import { scopesOfRoutes } from './route-scope-parameters.ts';
import { addRouteThrottles } from './route-throttles.ts';
import { scopeRoutes } from './scope-routes.ts';
import { tagResources, type Tags } from './tag-resources.ts';

type Parts = Readonly<{
  /** Logical ids of the alias, and of the version that it is to stand for. */
  alias: string;
  version: string;
  parameters: Parameters;
  /** Every route of the application, whatever the deployment leaves out. */
  routes: readonly ExpectedRoute[];
  settings: ContractSettings;
  functions: readonly { key: string; described: FunctionDescription }[];
  service: string;
  tags: Tags;
}>;

/** What is left of a template once its conditions are decided, and what osls gives no resource. */
export function completeTemplate(
  template: Template,
  { alias, version, parameters, routes, settings, functions, service, tags }: Parts,
): Template {
  const complete = addFunctionResources(
    foldConditions(template),
    functions.map(({ key, described }) => {
      const secrets = secretStatements(described.variables, parameters);
      return { key, described: { ...described, statements: [...described.statements, ...secrets] } };
    }),
  );
  const released = addRelease(complete, { alias, version, routes, settings });
  const watched = addDashboard(released, { parameters, namespace: service, routes, settings });
  const kept = keepVersions(keepLogs(watched, parameters['keepLogs'] !== 'off'));
  const limited = addRouteThrottles(kept, settings.throttled, servedRoutes(kept, routes, settings));
  const scoped = scopeRoutes(limited, scopesOfRoutes(parameters, routes));
  const left = parameters['gatewayAuthorizer'] === 'off' ? dropAuthorizer(scoped) : scoped;
  return tagResources(left, tags);
}

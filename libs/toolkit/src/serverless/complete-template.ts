import { governRoutes } from '../deployment/govern-routes.ts';
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
import { repeatForFunctions } from './repeat-for-functions.ts';
import { addRouteThrottles } from './route-throttles.ts';
import { scopeRoutes } from './scope-routes.ts';
import { tagResources, type Tags } from './tag-resources.ts';
import { resourceNameOf } from './worker-function.ts';

/** A function behind the gateway. */
export type Served = Readonly<{
  key: string;
  described: FunctionDescription;
  /** Logical ids of the alias that the gateway invokes, and of the version that it is to stand for. */
  alias: string;
  version: string;
}>;

type Parts = Readonly<{
  /** Those behind the gateway, that which describes the API first. */
  served: readonly Served[];
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
  { served: all, parameters, routes, settings, functions, service, tags }: Parts,
): Template {
  const complete = addFunctionResources(
    foldConditions(template),
    functions.map(({ key, described }) => {
      const secrets = secretStatements(described.variables, parameters);
      return { key, described: { ...described, statements: [...described.statements, ...secrets] } };
    }),
  );
  const workers = functions.filter(({ described }) => described.kind === 'worker');
  const others = [...all.slice(1), ...workers].map(({ key, described: { name, kind } }) => ({
    key,
    name,
    kind,
  }));
  const scopes = scopesOfRoutes(parameters, routes);
  const governed = governRoutes(routes, scopes);
  const signIn = { routes: governed, version: all[0]?.version ?? '' };
  const released = all.reduce(
    (left, { key, described: { name, api }, alias, version }) =>
      addRelease(left, {
        alias,
        version,
        routes: governed.filter((route) => route.function === undefined || route.function === name),
        settings,
        signIn,
        ...(api !== undefined && { prefix: resourceNameOf(key) }),
      }),
    repeatForFunctions(complete, others),
  );
  const watched = addDashboard(released, {
    parameters,
    namespace: service,
    routes,
    settings,
    functions: [...all, ...workers].map(({ key, described: { name, kind } }) => ({
      id: `${resourceNameOf(key)}LambdaFunction`,
      name,
      kind,
    })),
  });
  const kept = keepVersions(keepLogs(watched, parameters['keepLogs'] !== 'off'));
  const limited = addRouteThrottles(kept, settings.throttled, servedRoutes(kept, routes, settings));
  const scoped = scopeRoutes(limited, scopes);
  const left = parameters['gatewayAuthorizer'] === 'off' ? dropAuthorizer(scoped) : scoped;
  return tagResources(left, tags);
}

import type { ContractSettings } from '../function/contract-settings.ts';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ExpectedRoute } from '../template/read-expected-routes.ts';
import { servedRoutes } from '../template/served-routes.ts';
import { resourcesOf, type Template } from '../template/template.ts';
import type { Parameters } from '../serverless/parameters.ts';
import { writeDashboard, type ShownFunction } from './dashboard.ts';

const DASHBOARD = 'Dashboard';

type Watched = Readonly<{
  parameters: Parameters;
  namespace: string;
  routes: readonly ExpectedRoute[];
  settings: Pick<ContractSettings, 'switches'>;
  /** The one that describes the API first. */
  functions: readonly ShownFunction[];
}>;

/** Gives the dashboard its body, where the template has one: of the alarms that the template has, and the routes that it serves. */
export function addDashboard(
  template: Template,
  { parameters, namespace, routes, settings, functions }: Watched,
): Template {
  const { [DASHBOARD]: dashboard } = template.Resources;
  if (!dashboard) return template;
  const served = servedRoutes(template, routes, settings).map((route) => ({
    key: routeKeyOf(route),
    ...(route.function !== undefined && { function: route.function }),
  }));
  const body = writeDashboard({
    namespace,
    stage: parameters['gatewayStage'] ?? '$default',
    alarms: [
      ...resourcesOf(template, 'AWS::CloudWatch::CompositeAlarm'),
      ...resourcesOf(template, 'AWS::CloudWatch::Alarm'),
    ].map(({ id }) => id),
    metrics: (parameters['metrics'] || 'off') as 'off' | 'service' | 'routes',
    routes: served,
    functions,
    hasSignIn: parameters['passwordFlow'] === 'on',
  });
  const { Properties } = dashboard;
  return {
    ...template,
    Resources: {
      ...template.Resources,
      [DASHBOARD]: { ...dashboard, Properties: { ...Properties, DashboardBody: body } },
    },
  };
}

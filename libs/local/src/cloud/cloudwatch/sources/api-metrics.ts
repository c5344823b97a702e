import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { ServedRequest } from '../../api-gateway/serving/serve-apis.ts';
import type { MetricTable } from '../metrics/metric-table.ts';
import type { Dimension } from '../metrics/series.ts';

const NAMESPACE = 'AWS/ApiGateway';

/**
 * Metrics that an HTTP API makes of every request: for the API, for its stage, and for the route where the stage says so.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 */
export function createApiMetrics(table: MetricTable) {
  return ({ record, view }: ServedRequest): void => {
    const { api, stage } = view;
    const at = Date.now();
    const ofApi: Dimension[] = [{ Name: 'ApiId', Value: api.ApiId }];
    const ofStage = [...ofApi, { Name: 'Stage', Value: stage.StageName }];
    const sets = [ofApi, ofStage];
    const routeKey = record.route && routeKeyOf(record.route);
    const isDetailed =
      routeKey !== undefined &&
      (stage.RouteSettings[routeKey]?.DetailedMetricsEnabled ??
        stage.DefaultRouteSettings.DetailedMetricsEnabled ??
        false);
    if (isDetailed) {
      const [method = '', resource = '/$default'] =
        routeKey === '$default' ? ['$default'] : routeKey.split(' ');
      sets.push([...ofStage, { Name: 'Method', Value: method }, { Name: 'Resource', Value: resource }]);
    }
    const put = (metric: string, value: number, unit: string): void => {
      for (const dimensions of sets)
        table.add({ region: api.region, namespace: NAMESPACE, name: metric, dimensions }, [
          { at, value, count: 1, unit },
        ]);
    };
    const functionMs = record.times ? record.times.functionMs + record.times.initMs : 0;
    put('Count', 1, 'Count');
    put('4xx', Number(record.status >= 400 && record.status < 500), 'Count');
    put('5xx', Number(record.status >= 500), 'Count');
    put('Latency', record.gatewayMs + functionMs, 'Milliseconds');
    if (record.integrationMs !== undefined) put('IntegrationLatency', record.integrationMs, 'Milliseconds');
    put('DataProcessed', record.bytes ?? 0, 'Bytes');
  };
}

import { ignoreMissing } from './log-group.ts';
import { makeName } from './make-name.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';

type Transformation = {
  MetricName: string;
  MetricNamespace: string;
  MetricValue: string;
  DefaultValue?: number;
  Unit?: string;
  Dimensions?: { Key: string; Value: string }[];
};

export const logMetricFilter: Provider = {
  type: 'AWS::Logs::MetricFilter',
  nameProperty: 'FilterName',
  properties: ['FilterName', 'FilterPattern', 'LogGroupName', 'MetricTransformations'],
  async create(properties, context) {
    const name = String(properties['FilterName'] ?? makeName(context, 512));
    await put(name, properties, context);
    return { physicalId: name };
  },
  async update(name, properties, _before, context) {
    await put(name, properties, context);
    return undefined;
  },
  async delete(filterName, { LogGroupName: logGroupName }, { call }) {
    await ignoreMissing(call('logs', 'DeleteMetricFilter', { filterName, logGroupName }));
  },
};

async function put(filterName: string, properties: Properties, { call }: ProviderContext): Promise<void> {
  const { FilterPattern: filterPattern, LogGroupName: logGroupName, MetricTransformations } = properties;
  await call('logs', 'PutMetricFilter', {
    filterName,
    filterPattern,
    logGroupName,
    metricTransformations: (MetricTransformations as Transformation[]).map(({ Dimensions, ...one }) => ({
      metricName: one.MetricName,
      metricNamespace: one.MetricNamespace,
      metricValue: one.MetricValue,
      ...(one.DefaultValue !== undefined && { defaultValue: one.DefaultValue }),
      ...(one.Unit !== undefined && { unit: one.Unit }),
      ...(Dimensions && { dimensions: Object.fromEntries(Dimensions.map(({ Key, Value }) => [Key, Value])) }),
    })),
  });
}

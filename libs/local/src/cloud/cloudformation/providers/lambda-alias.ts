import { AwsError } from '../../endpoint/aws-error.ts';
import { pick } from './lambda-function.ts';
import type { Properties, Provider, ProviderContext } from './provider.ts';
import { readTrafficPolicy, startTraffic, stopTraffic, waitForTraffic } from './shift-traffic.ts';

type Weight = { FunctionVersion: string; FunctionWeight: number };

export const lambdaAlias: Provider = {
  type: 'AWS::Lambda::Alias',
  nameProperty: 'Name',
  properties: [
    'Name',
    'FunctionName',
    'FunctionVersion',
    'Description',
    'RoutingConfig',
    'ProvisionedConcurrencyConfig',
  ],
  async create(properties, context) {
    const created = await context.call('lambda', 'CreateAlias', {
      ...pick(properties, ['FunctionName', 'Name', 'FunctionVersion', 'Description']),
      RoutingConfig: routingOf(properties),
    });
    await putProvisioned(properties, {}, context);
    const arn = String(created['AliasArn']);
    return { physicalId: arn, attributes: { AliasArn: arn } };
  },
  async update(_arn, properties, before, context) {
    const isOtherVersion = properties['FunctionVersion'] !== before['FunctionVersion'];
    const policy = isOtherVersion ? readTrafficPolicy(context) : undefined;
    const isShifted = policy !== undefined && !context.isRollback;
    if (policy && context.isRollback) await stopTraffic(policy, context);
    await context.call('lambda', 'UpdateAlias', {
      ...pick(properties, ['FunctionName', 'Name', ...(isShifted ? [] : ['FunctionVersion'])]),
      Description: properties['Description'] ?? '',
      RoutingConfig: routingOf(properties),
    });
    await putProvisioned(properties, before, context);
    if (isShifted) await startTraffic(policy, properties, context);
    return undefined;
  },
  async delete(_arn, { FunctionName, Name }, { call }) {
    await call('lambda', 'DeleteAlias', { FunctionName, Name });
  },
  async stabilize(_arn, properties, context) {
    const policy = readTrafficPolicy(context);
    if (policy && context.isUpdate && !context.isRollback) await waitForTraffic(policy, properties, context);
    const { FunctionName, Name, ProvisionedConcurrencyConfig } = properties;
    if (ProvisionedConcurrencyConfig === undefined) return undefined;
    const { Status, StatusReason } = await context.waitFor(async () => {
      const config = await context.call('lambda', 'GetProvisionedConcurrencyConfig', {
        FunctionName,
        Qualifier: Name,
      });
      return config['Status'] === 'IN_PROGRESS' ? undefined : config;
    });
    if (Status === 'FAILED')
      throw new AwsError(
        'NotStabilized',
        `Provisioned Concurrency configuration failed to be applied. Reason: ${String(StatusReason)}`,
      );
    return undefined;
  },
};

function routingOf({ RoutingConfig }: Properties): object {
  const { AdditionalVersionWeights = [] } = (RoutingConfig ?? {}) as { AdditionalVersionWeights?: Weight[] };
  return {
    AdditionalVersionWeights: Object.fromEntries(
      AdditionalVersionWeights.map(({ FunctionVersion, FunctionWeight }) => [
        FunctionVersion,
        FunctionWeight,
      ]),
    ),
  };
}

async function putProvisioned(
  properties: Properties,
  before: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const { FunctionName, Name: Qualifier, ProvisionedConcurrencyConfig } = properties;
  if (ProvisionedConcurrencyConfig !== undefined) {
    await call('lambda', 'PutProvisionedConcurrencyConfig', {
      FunctionName,
      Qualifier,
      ...(ProvisionedConcurrencyConfig as object),
    });
  } else if (before['ProvisionedConcurrencyConfig'] !== undefined) {
    await call('lambda', 'DeleteProvisionedConcurrencyConfig', { FunctionName, Qualifier });
  }
}

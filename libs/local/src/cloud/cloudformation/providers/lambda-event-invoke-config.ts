import { pick } from './lambda-function.ts';
import type { Properties, Provider } from './provider.ts';

const SETTINGS = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'];

export const lambdaEventInvokeConfig: Provider = {
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: [...SETTINGS, 'FunctionName', 'Qualifier'],
  async create(properties, { call }) {
    await call('lambda', 'PutFunctionEventInvokeConfig', {
      ...targetOf(properties),
      ...pick(properties, SETTINGS),
    });
    return { physicalId: `${String(properties['FunctionName'])}|${String(properties['Qualifier'])}` };
  },
  async update(_id, properties, _before, { call }) {
    await call('lambda', 'PutFunctionEventInvokeConfig', {
      ...targetOf(properties),
      ...pick(properties, SETTINGS),
    });
    return undefined;
  },
  async delete(_id, properties, { call }) {
    await call('lambda', 'DeleteFunctionEventInvokeConfig', targetOf(properties));
  },
};

function targetOf({ FunctionName, Qualifier }: Properties): Properties {
  return { FunctionName, ...(Qualifier !== '$LATEST' && { Qualifier }) };
}

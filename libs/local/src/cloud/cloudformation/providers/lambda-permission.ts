import { pick } from './lambda-function.ts';
import { makeName } from './make-name.ts';
import type { Provider } from './provider.ts';

const STATEMENT = [
  'FunctionName',
  'Action',
  'Principal',
  'SourceArn',
  'SourceAccount',
  'EventSourceToken',
  'PrincipalOrgID',
];

/** A permission cannot be changed: another one takes its place. */
export const lambdaPermission: Provider = {
  type: 'AWS::Lambda::Permission',
  properties: STATEMENT,
  async create(properties, context) {
    const id = makeName(context, 100);
    await context.call('lambda', 'AddPermission', { ...pick(properties, STATEMENT), StatementId: id });
    return { physicalId: id, attributes: { Id: id } };
  },
  async delete(id, { FunctionName }, { call }) {
    await call('lambda', 'RemovePermission', { FunctionName, StatementId: id });
  },
};

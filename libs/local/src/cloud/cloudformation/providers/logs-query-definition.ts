import type { Properties, Provider, ProviderContext } from './provider.ts';

/** A query of Logs Insights that is kept under a name. */
export const logsQueryDefinition: Provider = {
  type: 'AWS::Logs::QueryDefinition',
  properties: ['Name', 'QueryString', 'LogGroupNames'],
  async create(properties, context) {
    const queryDefinitionId = await put(undefined, properties, context);
    return { physicalId: queryDefinitionId, attributes: { QueryDefinitionId: queryDefinitionId } };
  },
  async update(id, properties, _before, context) {
    await put(id, properties, context);
    return undefined;
  },
  async delete(queryDefinitionId, _properties, { call }) {
    await call('logs', 'DeleteQueryDefinition', { queryDefinitionId });
  },
};

async function put(
  queryDefinitionId: string | undefined,
  { Name: name, QueryString: queryString, LogGroupNames: logGroupNames }: Properties,
  { call }: ProviderContext,
): Promise<string> {
  const definition = { queryDefinitionId, name, queryString, logGroupNames };
  const put = await call('logs', 'PutQueryDefinition', definition);
  return String(put['queryDefinitionId']);
}

import { joined, resourcesOf, type Named, type Template } from './template.ts';

/** Logical id of the function that describes the API, as infra/resources refers to it. */
const API = 'ApiLambdaFunction';

/** The functions behind the gateway, that which describes the API first; there may be others beside them. */
export function findServingFunctions(template: Template): readonly Named[] {
  const ids = new Set(resourcesOf(template, 'AWS::ApiGatewayV2::Integration').map(invokedBy));
  return resourcesOf(template, 'AWS::Lambda::Function')
    .filter(({ id }) => ids.has(id))
    .toSorted((one, other) => Number(other.id === API) - Number(one.id === API));
}

/** The function that describes the API. */
export function findApiFunction(template: Template): Named | undefined {
  return findServingFunctions(template)[0];
}

/** The integration by which the gateway invokes a function. */
export function findIntegration(template: Template, functionId: string | undefined): Named | undefined {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Integration').find(
    (integration) => invokedBy(integration) === functionId,
  );
}

/** Logical id of the function that an integration invokes. */
export function invokedBy({ properties }: Pick<Named, 'properties'>): string | undefined {
  return /^\{(\w+)\}/.exec(joined(properties['IntegrationUri']))?.[1];
}

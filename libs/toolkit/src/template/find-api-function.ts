import { joined, resourcesOf, type Named, type Template } from './template.ts';

/** The function behind the gateway; there may be others beside it. */
export function findApiFunction(template: Template): Named | undefined {
  const [integration] = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
  const [, id] = /^\{(\w+)\}/.exec(joined(integration?.properties['IntegrationUri'])) ?? [];
  return resourcesOf(template, 'AWS::Lambda::Function').find((lambda) => lambda.id === id);
}

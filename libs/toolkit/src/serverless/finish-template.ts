import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import type { Template } from '../template/template.ts';
import { completeTemplate } from './complete-template.ts';
import type { Invocation } from './invocation.ts';
import { aliasOf } from './make-aliases.ts';
import type { Serverless } from './serverless.ts';
import type { StackFunctions } from './stack-functions.ts';

/**
 * The template that is deployed: what osls compiled, completed.
 *
 * @param service as osls has it when all functions are compiled
 */
export async function finishTemplate(
  { provider, functions: compiled, service }: Serverless['service'],
  invocation: Invocation,
  functions: StackFunctions,
): Promise<Template> {
  const serving = await functions.loadServing();
  return completeTemplate(provider.compiledCloudFormationTemplate, {
    served: serving.map(([key, described]) => ({
      key,
      described,
      alias: aliasOf(key).logicalId,
      version: compiled[key]?.versionLogicalId ?? '',
    })),
    parameters: invocation.parameters,
    routes: readExpectedRoutes(),
    settings: await invocation.readContract(),
    functions: (await functions.load()).map(([key, described]) => ({ key, described })),
    service,
    tags: provider.tags,
  });
}

import { findTemplateViolations } from '../template/find-template-violations.ts';
import { readExpectedRoutes } from '../template/read-expected-routes.ts';
import type { Template } from '../template/template.ts';
import { loadValidator } from '../template/validate-template.ts';
import type { Invocation } from './invocation.ts';
import type { StackFunctions } from './stack-functions.ts';
import { resourceNameOf } from './worker-function.ts';

/** Where the finished template of a stack is not what the code declares or what CloudFormation takes, a sentence each. */
export async function findStackViolations(
  template: Template,
  invocation: Invocation,
  functions: StackFunctions,
): Promise<readonly string[]> {
  const [all, serving] = [await functions.load(), await functions.loadServing()];
  const validate = await loadValidator();
  return [
    ...findTemplateViolations(template, readExpectedRoutes(), await invocation.readContract(), {
      isAuthorizerOff: invocation.parameters['gatewayAuthorizer'] === 'off',
      variables: Object.fromEntries(all.map(([key, { variables }]) => [logicalIdOf(key), variables])),
      functions: Object.fromEntries(serving.map(([key, { name }]) => [name, logicalIdOf(key)])),
    }),
    ...validate(template),
  ];
}

function logicalIdOf(key: string): string {
  return `${resourceNameOf(key)}LambdaFunction`;
}

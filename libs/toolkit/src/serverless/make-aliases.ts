import type { FunctionDescription } from '../function/load-function.ts';
import type { Resource } from '../template/template.ts';
import { describeProvisioning } from './describe-scale.ts';
import type { Parameters } from './parameters.ts';
import type { CompiledFunction } from './serverless.ts';
import { resourceNameOf } from './worker-function.ts';

/** The alias that the gateway invokes, so that an older version can take the place of a new one within seconds. */
export const ALIAS = 'live';

/** The function that describes the API, as serverless.yml names it. */
export const API_KEY = 'api';

/** That of a function, by its name in serverless.yml. */
export function aliasOf(key: string): { name: string; logicalId: string } {
  return { name: ALIAS, logicalId: `${resourceNameOf(key)}LambdaAliasLive` };
}

/**
 * The aliases of the functions behind the gateway. What is held ready is for the one that describes the API.
 *
 * @param functions as they were compiled
 */
export function makeAliases(
  functions: Readonly<Record<string, CompiledFunction>>,
  serving: readonly (readonly [string, Pick<FunctionDescription, 'api'>])[],
  parameters: Parameters,
): Readonly<Record<string, Resource>> {
  return Object.fromEntries(
    serving.map(([key, { api }]) => [
      aliasOf(key).logicalId,
      {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: ALIAS,
          FunctionName: { Ref: `${resourceNameOf(key)}LambdaFunction` },
          FunctionVersion: { 'Fn::GetAtt': [functions[key]?.versionLogicalId, 'Version'] },
          ...(api === undefined && describeProvisioning(parameters)),
        },
      },
    ]),
  );
}

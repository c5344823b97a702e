import { exampleEnvironment } from '@lambda-nest/application/env';
import type { FunctionDescription } from '../function/load-function.ts';
import { byPath } from './contract-route.ts';
import type { Contract } from './describe-application.ts';
import type { StageScopes } from './stage-scopes.ts';
import { renderAccessJson } from './render/access-json.ts';
import { renderAccessTable } from './render/access-table.ts';
import { renderRoutesYml } from './render/routes-yml.ts';
import { variablesFile } from '../deployment/variables-file.ts';
import { renderTerraformRoutes } from './render/terraform-routes.ts';
import type { ContractSettings } from '../function/contract-settings.ts';

export type ContractTarget = Pick<FunctionDescription, 'generated' | 'accessTable' | 'variables'> &
  Readonly<{
    /** Of the function that describes the API. */
    name?: string;
    contract: Pick<ContractSettings, 'throttled'>;
    /** Functions that add routes to the API. Default: none. */
    others?: readonly Pick<FunctionDescription, 'name' | 'variables'>[];
  }>;

/**
 * The files of a contract, by their path: everything outside the code that says who may call what.
 *
 * @param isForMoment whether they are not committed: then the access table for programs names lines, and the examples of variables
 * are beside it for the local gateway
 * @param stageScopes what the files of stages set in place of declared scopes. Default: nothing
 */
export function renderContract(
  { routes, document }: Contract,
  { name, contract: settings, generated, accessTable, variables, others = [] }: ContractTarget,
  isForMoment = false,
  stageScopes: StageScopes = {},
): Readonly<Record<string, string>> {
  const sorted = routes.toSorted(byPath);
  return {
    [`${generated}/routes.yml`]: renderRoutesYml(sorted, { ...settings, owner: name }),
    [`${generated}/routes.auto.tfvars.json`]: renderTerraformRoutes(sorted, name),
    [`${generated}/openapi.json`]: `${JSON.stringify(document, null, 2)}\n`,
    [`${generated}/access.json`]: renderAccessJson(sorted, isForMoment, stageScopes),
    [accessTable]: renderAccessTable(sorted, stageScopes),
    ...(isForMoment && {
      [`${generated}/${variablesFile()}`]: JSON.stringify(exampleEnvironment(variables)),
      ...Object.fromEntries(
        others.map((one) => [
          `${generated}/${variablesFile(one.name)}`,
          JSON.stringify(exampleEnvironment(one.variables)),
        ]),
      ),
    }),
  };
}

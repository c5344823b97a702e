import type { FunctionDescription } from '../function/load-function.ts';
import { byPath } from './contract-route.ts';
import type { Contract } from './describe-application.ts';
import { renderAccessJson } from './render/access-json.ts';
import { renderAccessTable } from './render/access-table.ts';
import { renderRoutesYml } from './render/routes-yml.ts';
import { renderTerraformRoutes } from './render/terraform-routes.ts';
import type { ContractSettings } from '../function/contract-settings.ts';

export type ContractTarget = Pick<FunctionDescription, 'generated' | 'accessTable'> &
  Readonly<{ contract: Pick<ContractSettings, 'throttled'> }>;

/** The files of a contract, by their path: everything outside the code that says who may call what. */
export function renderContract(
  { routes, document }: Contract,
  { contract: settings, generated, accessTable }: ContractTarget,
): Readonly<Record<string, string>> {
  const sorted = routes.toSorted(byPath);
  return {
    [`${generated}/routes.yml`]: renderRoutesYml(sorted, settings),
    [`${generated}/routes.auto.tfvars.json`]: renderTerraformRoutes(sorted),
    [`${generated}/openapi.json`]: `${JSON.stringify(document, null, 2)}\n`,
    [`${generated}/access.json`]: renderAccessJson(sorted),
    [accessTable]: renderAccessTable(sorted),
  };
}

import { byPath } from './contract-route.ts';
import type { Contract } from './describe-application.ts';
import { renderAccessJson } from './render/access-json.ts';
import { renderAccessTable } from './render/access-table.ts';
import { renderRoutesYml } from './render/routes-yml.ts';
import { renderTerraformRoutes } from './render/terraform-routes.ts';
import { SETTINGS, type Settings } from './settings.ts';

/** The files of a contract, by their path: everything outside the code that says who may call what. */
export function renderContract(
  { routes, document }: Contract,
  settings: Pick<Settings, 'throttled'> = SETTINGS,
): Readonly<Record<string, string>> {
  const sorted = routes.toSorted(byPath);
  return {
    'infra/generated/routes.yml': renderRoutesYml(sorted, settings),
    'infra/generated/routes.auto.tfvars.json': renderTerraformRoutes(sorted),
    'infra/generated/openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    'infra/generated/access.json': renderAccessJson(sorted),
    'ACCESS.md': renderAccessTable(sorted),
  };
}

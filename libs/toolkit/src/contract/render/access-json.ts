import type { ContractRoute } from '../contract-route.ts';
import type { StageScopes } from '../stage-scopes.ts';
import type { Place } from '../../deployment/describe-source.ts';

/** One route of the access table, as programs read it. */
export type AccessEntry = Pick<
  ContractRoute,
  'method' | 'path' | 'name' | 'function' | 'operationName' | 'isAccountChecked' | 'enabledBy' | 'gateway'
> &
  Readonly<{ access: ContractRoute['declaration']; source: Place }>;

/**
 * The access table for programs: what the gateway asks for, what the application asks for, and where it says so.
 *
 * @param hasLines whether it names the lines of the declarations, which a table that is committed does not. Default `false`
 * @param stageScopes what the files of stages set in place of declared scopes. Default: nothing
 */
export function renderAccessJson(
  routes: readonly ContractRoute[],
  hasLines = false,
  stageScopes: StageScopes = {},
): string {
  const entries = routes.map((route): AccessEntry => ({
    method: route.method,
    path: route.path,
    name: route.name,
    ...(route.function !== undefined && { function: route.function }),
    operationName: route.operationName,
    access: route.declaration,
    isAccountChecked: route.isAccountChecked,
    ...(route.enabledBy !== undefined && { enabledBy: route.enabledBy }),
    gateway: route.gateway,
    source: hasLines ? route.source : { file: route.source.file },
  }));
  const scopes = Object.keys(stageScopes).length > 0 ? { routeScopes: stageScopes } : {};
  return `${JSON.stringify({ routes: entries, ...scopes }, null, 2)}\n`;
}

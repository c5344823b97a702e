import type { ContractRoute } from '../contract-route.ts';

/** One route of the access table, as programs read it. */
export type AccessEntry = Pick<
  ContractRoute,
  'method' | 'path' | 'name' | 'operationName' | 'isAccountChecked' | 'enabledBy' | 'gateway' | 'source'
> &
  Readonly<{ access: ContractRoute['declaration'] }>;

/** The access table for programs: what the gateway asks for, what the application asks for, and where it says so. */
export function renderAccessJson(routes: readonly ContractRoute[]): string {
  const entries = routes.map((route): AccessEntry => ({
    method: route.method,
    path: route.path,
    name: route.name,
    operationName: route.operationName,
    access: route.declaration,
    isAccountChecked: route.isAccountChecked,
    ...(route.enabledBy !== undefined && { enabledBy: route.enabledBy }),
    gateway: route.gateway,
    source: route.source,
  }));
  return `${JSON.stringify({ routes: entries }, null, 2)}\n`;
}

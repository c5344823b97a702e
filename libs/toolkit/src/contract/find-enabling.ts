import type { Type } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import { listRoutes } from '@lambda-nest/access';
import { createLog } from '@lambda-nest/log';
import { createApp } from '@lambda-nest/application';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import type { Switch } from '../function/contract-settings.ts';
import { toGatewayPath } from '@lambda-nest/access/policy';

/**
 * Finds the routes that a deployment may leave out, by leaving them out: the application is assembled once more with each
 * switch off. Whatever is not there then depends on it.
 *
 * @param keys of the routes that are there while everything is on
 * @returns the parameter that must be `on`, by route key
 */
export async function findEnabling(
  keys: readonly string[],
  rootModule: Type,
  environment: Readonly<Record<string, string | undefined>>,
  switches: readonly Switch[],
): Promise<ReadonlyMap<string, string>> {
  const enabling = new Map<string, string>();
  for (const { parameter, variable } of switches) {
    const left = new Set(await listRouteKeys(rootModule, { ...environment, [variable]: 'off' }));
    for (const key of keys) if (!left.has(key)) enabling.set(key, parameter);
  }
  return enabling;
}

/** Keys of the routes that an application has in this environment. */
export async function listRouteKeys(
  rootModule: Type,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const { app } = await createApp(rootModule, { environment, log: createLog({ level: 'silent' }) });
  try {
    const routes = listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, app.get(ModulesContainer));
    return routes.map(({ method, path }) => routeKeyOf({ method, path: toGatewayPath(path) }));
  } finally {
    await app.close();
  }
}

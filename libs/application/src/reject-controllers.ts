import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Log } from '@lambda-nest/log';

/**
 * Keeps a worker from having routes that nothing calls: no gateway knows it. Controllers that a module of others brings along with its
 * providers may be meant, and are warned of.
 *
 * @throws Error in a sentence when the worker's own module has controllers
 */
export function rejectControllers(
  app: INestApplicationContext,
  rootModule: Type | DynamicModule,
  log: Log,
): void {
  const root = 'module' in rootModule ? rootModule.module : rootModule;
  for (const { metatype, name, controllers } of app.get(ModulesContainer, { strict: false }).values()) {
    if (controllers.size === 0) continue;
    const names = [...controllers.values()].map((controller) => String(controller.name)).join(', ');
    const what = `${name} has routes that nothing calls (${names}): a worker is behind no gateway.`;
    if (metatype === root)
      throw new Error(
        `${what} Take the controllers out, or have the function serve the API: api: '../api' in its function.config.ts instead of kind: 'worker'.`,
      );
    log.warn(`${what} Import a module that has the providers alone, or leave it if that is meant.`);
  }
}

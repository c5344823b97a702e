import 'reflect-metadata';
import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Config } from './config.ts';

const ENABLED_WHEN = Symbol.for('lambda-nest:enabled-when');

type Condition = (config: Config) => boolean;

/** Serves a controller only under this configuration; otherwise its routes do not exist (404 as for any unknown one). */
export function EnabledWhen(condition: Condition): ClassDecorator {
  return (target) => Reflect.defineMetadata(ENABLED_WHEN, condition, target);
}

/** Takes the controllers that the configuration switches off out of an application that is not initialised yet. */
export function removeDisabledControllers(app: INestApplication, config: Config): void {
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const [token, { metatype }] of controllers) {
      if (metatype && !isEnabled(metatype as Type, config)) controllers.delete(token);
    }
  }
}

function isEnabled(controller: Type, config: Config): boolean {
  const condition = Reflect.getOwnMetadata(ENABLED_WHEN, controller) as Condition | undefined;
  return condition?.(config) ?? true;
}

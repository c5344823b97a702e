import 'reflect-metadata';
import { relative } from 'node:path';
import type { Type } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_OPTIONS, isAccountChecked, listRoutes, type AccessOptions } from '@lambda-nest/access';
import { createLog } from '@lambda-nest/log';
import { createApp } from '@lambda-nest/application';
import { ContractViolation } from './contract-violation.ts';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import { gatewayAccessOf, type ContractRoute, type Source } from './contract-route.ts';
import { findEnabling } from './find-enabling.ts';
import { findRouteViolations } from './limits/find-route-violations.ts';
import { nameOperations } from './name-operations.ts';
import { completeDocument, findOperation } from './openapi/complete-document.ts';
import type { OpenApiDocument } from '@lambda-nest/testing/openapi';
import type { Product } from './read-product.ts';
import type { ContractSettings } from '../function/contract-settings.ts';
import { createDeclarationFinder, type Position } from './source/find-declaration.ts';
import { toGatewayPath } from '@lambda-nest/access/policy';

/** What the application says of itself: its routes, in the order in which they are matched, and its document. */
export type Contract = Readonly<{ routes: readonly ContractRoute[]; document: OpenApiDocument }>;

export type Application = Readonly<{
  rootModule: Type;
  /** File from which the root module and its controllers are imported. Without it nobody learns where a route is declared. */
  entry?: string;
  /** Variables of its own that it needs to start. */
  environment?: Readonly<Record<string, string>>;
}>;

/** Of a route that is not looked for in the sources. */
const NOWHERE: Source = { file: '', line: 0 };

/** Whatever can be switched off is on: the contract has every route, and says which of them a deployment may leave out. */
const ENVIRONMENT = {
  RUNTIME: 'LOCAL',
  FIREBASE_PROJECT_ID: 'demo-contract',
  FIREBASE_APP_API_KEY: 'contract',
};

/**
 * Assembles the application and reads its contract from it; nothing listens, nothing is called.
 *
 * @throws AccessViolation or ContractViolation: an unsound application has no contract
 */
export async function describeApplication(
  { rootModule, entry, environment: own = {} }: Application,
  product: Product,
  settings: ContractSettings,
): Promise<Contract> {
  const log = createLog({ level: 'silent' });
  const switches = settings.switches.map(({ variable }) => [variable, 'on']);
  const environment = { ...ENVIRONMENT, ...Object.fromEntries(switches), ...own };
  const { app } = await createApp(rootModule, { environment, log });
  try {
    const raw = createDocument(app, product);
    const all = describeRoutes(app, raw, entry);
    const enabling = await findEnabling(all.map(routeKeyOf), rootModule, environment, settings.switches);
    const routes = all.map((route) => {
      const enabledBy = enabling.get(routeKeyOf(route));
      return enabledBy === undefined ? route : { ...route, enabledBy };
    });
    const violations = await findRouteViolations(routes, settings);
    if (violations.length > 0) throw new ContractViolation(violations);
    return { routes, document: completeDocument(raw, routes, settings) };
  } finally {
    await app.close();
  }
}

function createDocument(
  app: NestExpressApplication,
  { title, description, version, license }: Product,
): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .setLicense(license, `https://spdx.org/licenses/${license}.html`)
    .build();
  return SwaggerModule.createDocument(app, base);
}

function describeRoutes(
  app: NestExpressApplication,
  raw: OpenAPIObject,
  entry: string | undefined,
): readonly ContractRoute[] {
  const entries = listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, app.get(ModulesContainer));
  const operationIds = nameOperations(entries);
  const findDeclaration = entry === undefined ? undefined : createDeclarationFinder(entry);
  const { accounts, checkedRoles = [] } = app.get<AccessOptions>(ACCESS_OPTIONS, { strict: false });
  return entries.map((route, index) => {
    const { method, name, declaration = { kind: 'restricted' } } = route;
    const path = toGatewayPath(route.path);
    const operationId = operationIds[index] ?? name;
    const summary = findOperation(raw, { method, path })?.['summary'];
    return {
      method,
      path,
      expressPath: route.path,
      name,
      operationId,
      operationName:
        typeof summary === 'string' && summary !== '' && summary.length <= 64 ? summary : operationId,
      declaration,
      gateway: gatewayAccessOf(declaration),
      isAccountChecked: accounts !== undefined && isAccountChecked(declaration, checkedRoles),
      source: findDeclaration ? placeOf(findDeclaration(route)) : NOWHERE,
    };
  });
}

/** From the working directory; of a package by its name, wherever a package manager keeps it. */
function placeOf({ file, line }: Position): Source {
  const path = relative(process.cwd(), file).replaceAll('\\', '/');
  const modules = path.lastIndexOf('node_modules/');
  return { file: modules === -1 ? path : path.slice(modules), line };
}

import 'reflect-metadata';
import { relative } from 'node:path';
import type { Type } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import {
  ACCESS_OPTIONS,
  isAccountChecked,
  listRoutes,
  type AccessOptions,
  type RouteEntry,
} from '@lambda-nest/access';
import { createLog } from '@lambda-nest/log';
import { createApp } from '@lambda-nest/application';
import { ContractViolation } from './contract-violation.ts';
import { routeKeyOf } from '@lambda-nest/gateway/model';
import { gatewayAccessOf, type ContractRoute, type Source } from './contract-route.ts';
import { OFF_IN_OTHERS } from '../function/api-alone.ts';
import { findEnabling, listRouteKeys } from './find-enabling.ts';
import { findRouteViolations } from './limits/find-route-violations.ts';
import { mergeDocuments, type DescribedPart } from './merge-documents.ts';
import { nameOperations } from './name-operations.ts';
import { completeDocument, findOperation } from './openapi/complete-document.ts';
import { createSchemaConverter } from './openapi/convert-schema.ts';
import { describeRedirections } from './openapi/describe-redirections.ts';
import { showSchemas } from './openapi/show-schemas.ts';
import { fitEnvironment } from '@lambda-nest/testing';
import type { OpenApiDocument } from '@lambda-nest/testing/openapi';
import type { Product } from './read-product.ts';
import type { ContractSettings } from '../function/contract-settings.ts';
import { createDeclarationFinder, type Position } from './source/find-declaration.ts';
import { toGatewayPath } from '@lambda-nest/access/policy';

/** What the application says of itself: its routes, in the order in which they are matched, and its document. */
export type Contract = Readonly<{ routes: readonly ContractRoute[]; document: OpenApiDocument }>;

export type Application = Readonly<{
  rootModule: Type;
  /** Name of the function that it is, where several serve the API. */
  function?: string;
  /** File from which the root module and its controllers are imported. Without it, it is not known where a route is declared. */
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
export function describeApplication(
  application: Application,
  product: Product,
  settings: ContractSettings,
): Promise<Contract> {
  return describeApi([application], product, settings);
}

/**
 * Does so with all the applications that serve one API, each a function of its own.
 *
 * @param applications that of the function which describes the API first
 * @throws AccessViolation or ContractViolation: what is unsound has no contract
 */
export async function describeApi(
  [first, ...others]: readonly [Application, ...Application[]],
  product: Product,
  settings: ContractSettings,
): Promise<Contract> {
  const parts = [await readPart(first, product, settings)];
  const misplaced: string[] = [];
  for (const application of others) {
    const part = await readPart(application, product, settings);
    parts.push(part);
    misplaced.push(...(await findMisplaced(application, part, first.function)));
  }
  const routes = nameRoutes(parts.flatMap((part) => part.routes));
  const { document, violations } = mergeDocuments(parts);
  const all = [...misplaced, ...violations, ...(await findRouteViolations(routes, settings))];
  if (all.length > 0) throw new ContractViolation(all);
  return { routes, document: completeDocument(document, routes, settings, first.function) };
}

type NamelessRoute = Omit<ContractRoute, 'operationId' | 'operationName'> & Readonly<{ summary?: string }>;

type Part = DescribedPart & Readonly<{ routes: readonly NamelessRoute[] }>;

/** What one application says. Its routes get their names among those of the whole API. */
async function readPart(
  { rootModule, entry, environment: own = {}, function: name }: Application,
  product: Product,
  settings: ContractSettings,
): Promise<Part> {
  const switches = settings.switches.map(({ variable }) => [variable, 'on']);
  const environment = fitEnvironment({ ...ENVIRONMENT, ...Object.fromEntries(switches) }, own);
  const { app } = await createApp(rootModule, { environment, log: createLog({ level: 'silent' }) });
  try {
    const served = listRoutes(app.getHttpAdapter() as AbstractHttpAdapter, app.get(ModulesContainer));
    const document = createDocument(app, product, served);
    const all = describeRoutes(app, served, document, entry);
    const enabling = await findEnabling(all.map(routeKeyOf), rootModule, environment, settings.switches);
    const routes = all.map((route) => {
      const enabledBy = enabling.get(routeKeyOf(route));
      return {
        ...route,
        ...(name !== undefined && { function: name }),
        ...(enabledBy !== undefined && { enabledBy }),
      };
    });
    return { document, routes, ...(name !== undefined && { function: name }) };
  } finally {
    await app.close();
  }
}

/** Routes that a function has not once what the function that describes the API has alone is switched off in it. */
async function findMisplaced(
  { rootModule, environment, function: name }: Application,
  { routes }: Part,
  owner = '',
): Promise<readonly string[]> {
  const left = new Set(await listRouteKeys(rootModule, { ...ENVIRONMENT, ...environment, ...OFF_IN_OTHERS }));
  const missing = routes.map(routeKeyOf).filter((key) => !left.has(key));
  if (missing.length === 0) return [];
  return [
    `${missing.join(', ')} of ${name}: sign-in, accounts and docs are for ${owner} alone, which describes the API. Import their modules there.`,
  ];
}

function nameRoutes(routes: readonly NamelessRoute[]): readonly ContractRoute[] {
  const operationIds = nameOperations(routes.map((route) => ({ ...route, path: route.expressPath })));
  return routes.map(({ summary = '', ...route }, index) => {
    const operationId = operationIds[index] ?? route.name;
    const isName = summary !== '' && summary.length <= 64;
    return { ...route, operationId, operationName: isName ? summary : operationId };
  });
}

function createDocument(
  app: NestExpressApplication,
  { title, description, version, license }: Product,
  routes: readonly RouteEntry[],
): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .setLicense(license, `https://spdx.org/licenses/${license}.html`)
    .build();
  const document = showSchemas(routes, () =>
    SwaggerModule.createDocument(app, base, { standardSchemaConverter: createSchemaConverter() }),
  );
  describeRedirections(document, routes);
  return document;
}

function describeRoutes(
  app: NestExpressApplication,
  routes: readonly RouteEntry[],
  raw: OpenAPIObject,
  entry: string | undefined,
): readonly NamelessRoute[] {
  const findDeclaration = entry === undefined ? undefined : createDeclarationFinder(entry);
  const { accounts, checkedRoles = [] } = app.get<AccessOptions>(ACCESS_OPTIONS, { strict: false });
  return routes.map((route) => {
    const { method, name, declaration = { kind: 'restricted' } } = route;
    const path = toGatewayPath(route.path);
    const summary = findOperation(raw, { method, path })?.['summary'];
    return {
      method,
      path,
      expressPath: route.path,
      name,
      ...(typeof summary === 'string' && { summary }),
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

import express, { type Request, type Response } from 'express';
import { createRouter } from '@lambda-nest/gateway/model';
import type { ContractRoute } from '../contract-route.ts';
import { commonPath } from './common-path.ts';

type Route = Pick<ContractRoute, 'method' | 'path' | 'expressPath' | 'gateway' | 'function'>;

/** A request that reaches one route's configuration at the gateway and another route's handler in the application. */
export type Disagreement<R> = Readonly<{
  method: string;
  path: string;
  gateway: R | undefined;
  application: R | undefined;
}>;

/**
 * Sends every path that two routes share through the gateway's matcher and Express's own.
 *
 * @param routes in the order in which the application matches them
 */
export async function compareMatchers<R extends Route>(
  routes: readonly R[],
): Promise<readonly Disagreement<R>[]> {
  const atGateway = createRouter(routes.map(({ method, path, gateway }) => ({ method, path, ...gateway })));
  // Each function matches its own routes alone.
  const names = new Set(routes.map((route) => route.function));
  const inFunctions = new Map(
    [...names].map((name) => [name, createApplication(routes.filter((one) => one.function === name))]),
  );
  const found: Disagreement<R>[] = [];
  for (const { method, segments } of listSamples(routes)) {
    const matched = atGateway(method, segments)?.route;
    const gateway =
      matched && routes.find((route) => route.method === matched.method && route.path === matched.path);
    const path = `/${segments.join('/')}`;
    const application = await inFunctions.get(gateway?.function)?.(method, path);
    if (gateway !== application) found.push({ method, path, gateway, application });
  }
  return found;
}

/** Each route with itself and with every other of the same length; only their methods and paths matter. */
function listSamples(routes: readonly Route[]): readonly { method: string; segments: readonly string[] }[] {
  const samples = routes.flatMap((route, index) =>
    routes.slice(index).flatMap((other) => {
      const segments = commonPath(route.path, other.path);
      if (!segments) return [];
      return [...new Set([route.method, other.method])].map((method) => ({ method, segments }));
    }),
  );
  const byText = new Map(samples.map((sample) => [`${sample.method} ${sample.segments.join('/')}`, sample]));
  return [...byText.values()];
}

/** Express with the same routes, as strict about them as `createApp` makes it. */
function createApplication<R extends Route>(
  routes: readonly R[],
): (method: string, path: string) => Promise<R | undefined> {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    const method = route.method.toLowerCase() as 'get';
    router[method](route.expressPath, (request: Request & { found?: (route: R) => void }) =>
      request.found?.(route),
    );
  }
  return (method, path) =>
    new Promise((resolve) => {
      const request = { method, url: path, found: resolve } as unknown as Request;
      router(request, {} as Response, () => resolve(undefined));
    });
}

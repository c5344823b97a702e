import type { LocalFunction } from '../function/start-function.ts';
import type { GatewayRoute } from '../gateway/gateway-route.ts';
import type { LocalGateway } from '../gateway/start-gateway.ts';
import type { BuildResult } from './create-builder.ts';

type Parts = {
  build: () => Promise<BuildResult>;
  readRoutes: () => Promise<readonly GatewayRoute[]>;
  local: LocalFunction;
  gateway: LocalGateway;
  log: (line: string) => void;
};

/** Builds again and puts bundle and routes in force; what cannot be built leaves all as it is. */
export async function rebuild({ build, readRoutes, local, gateway, log }: Parts): Promise<void> {
  const started = performance.now();
  const { ok, output } = await build();
  if (!ok) return log(`The function cannot be built, the one before goes on:\n${output}`);
  try {
    gateway.useRoutes(await readRoutes());
  } catch (error) {
    return log(`The routes cannot be put in force, those before go on: ${(error as Error).message}`);
  }
  const isUp = await renew(local, log);
  return isUp ? log(`Rebuilt in ${((performance.now() - started) / 1000).toFixed(1)} s`) : undefined;
}

/** Puts a bundle in force that somebody else built. */
export async function replaced(local: LocalFunction, log: (line: string) => void): Promise<void> {
  if (await renew(local, log)) log('Another bundle was built, and is in force');
}

/** Puts a new process in charge and says when it does not come up; a request tries again. */
export async function renew(local: LocalFunction, log: (line: string) => void): Promise<boolean> {
  try {
    await local.restart();
    return true;
  } catch (error) {
    log(`The function does not start: ${(error as Error).message}`);
    return false;
  }
}

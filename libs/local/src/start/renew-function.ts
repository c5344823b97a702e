import type { GatewayRoute } from '@lambda-nest/gateway/model';
import type { LocalGateway } from '../gateway/start-gateway.ts';
import type { Build, Builder } from './create-builder.ts';
import type { ServingFunctions } from './serving-functions.ts';

type Parts = {
  builder: Pick<Builder, 'build' | 'remove'>;
  readRoutes: (build: Build) => Promise<readonly GatewayRoute[]>;
  functions: ServingFunctions;
  gateway: LocalGateway;
  /** Puts what the variables say of the gateway in force; throws a sentence when it cannot be. */
  prepare: (build: Build) => void;
  log: (line: string) => void;
};

/** Builds again and puts bundles and routes in force; what cannot be built leaves all as it is. */
export async function rebuild({
  builder,
  readRoutes,
  functions,
  gateway,
  prepare,
  log,
}: Parts): Promise<void> {
  const started = performance.now();
  const built = await builder.build();
  if (!built.ok) return log(`The function cannot be built, the one before goes on:\n${built.output}`);
  try {
    gateway.useRoutes(await readRoutes(built));
    prepare(built);
  } catch (error) {
    for (const folder of [built.taskRoot, ...Object.values(built.others ?? {})]) builder.remove(folder);
    return log(`The routes cannot be put in force, those before go on: ${(error as Error).message}`);
  }
  const areUp = await functions.renew(built);
  return areUp ? log(`Rebuilt in ${((performance.now() - started) / 1000).toFixed(1)} s`) : undefined;
}

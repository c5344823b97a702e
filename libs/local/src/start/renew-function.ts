import type { LocalFunction } from '../function/start-function.ts';
import type { GatewayRoute } from '@lambda-nest/gateway/model';
import type { LocalGateway } from '../gateway/start-gateway.ts';
import type { Build, Builder } from './create-builder.ts';

type Parts = {
  builder: Pick<Builder, 'build' | 'remove'>;
  readRoutes: (build: Build) => Promise<readonly GatewayRoute[]>;
  local: LocalFunction;
  gateway: LocalGateway;
  /** The function's own variables, as they are said now. */
  readVariables: (build: Build) => Readonly<Record<string, string>>;
  log: (line: string) => void;
};

/** Builds again and puts bundle and routes in force; what cannot be built leaves all as it is. */
export async function rebuild({
  builder,
  readRoutes,
  local,
  gateway,
  readVariables,
  log,
}: Parts): Promise<void> {
  const started = performance.now();
  const built = await builder.build();
  if (!built.ok) return log(`The function cannot be built, the one before goes on:\n${built.output}`);
  let environment: Readonly<Record<string, string>>;
  try {
    gateway.useRoutes(await readRoutes(built));
    environment = readVariables(built);
  } catch (error) {
    builder.remove(built.taskRoot);
    return log(`The routes cannot be put in force, those before go on: ${(error as Error).message}`);
  }
  const isUp = await renew(local, log, { taskRoot: built.taskRoot, environment });
  return isUp ? log(`Rebuilt in ${((performance.now() - started) / 1000).toFixed(1)} s`) : undefined;
}

/** Puts a new process in charge and says when it does not come up; a request tries again. */
export async function renew(
  local: LocalFunction,
  log: (line: string) => void,
  { taskRoot, environment }: { taskRoot: string; environment: Readonly<Record<string, string>> },
): Promise<boolean> {
  try {
    await local.restart(taskRoot, environment);
    return true;
  } catch (error) {
    log(`The function does not start: ${(error as Error).message}`);
    return false;
  }
}

import { freePort } from '../../libs/testing/src/free-port.ts';
import { writeScript } from './read-commands.ts';
import { runShell, type Said } from './run-shell.ts';

const DEFAULT_PORTS = { PORT: '3000', IDENTITY_PORT: '9099', CLOUD_PORT: '4566' };

/** Runs the commands of a guide in a folder, one after the other in one shell, on ports where nothing else listens. */
export async function follow(commands: readonly string[], folder: string): Promise<Said> {
  const ports: Record<string, string> = {};
  for (const name of Object.keys(DEFAULT_PORTS)) ports[name] = String(await freePort());
  // The guide's own addresses are those of the default ports.
  const script = Object.entries(DEFAULT_PORTS).reduce(
    (moving, [name, port]) => moving.replaceAll(`:${port}`, `:${ports[name]}`),
    writeScript(commands),
  );
  return runShell(script, { folder, variables: { ...ports, CLOUD_PAGE_PORT: '0' } });
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '@lambda-nest/testing';
import { firebaseVariables, functionVariables } from '../../libs/local/src/start/function-variables.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('serve-application.ts', import.meta.url));

export type Application = { port: number; close(): Promise<void> };

/** Starts the Nest application alone, beside an identity that runs, with the variables the function has. */
export async function startApplication(identityPort: number): Promise<Application> {
  const port = await freePort();
  const host = `127.0.0.1:${identityPort}`;
  const identity = { projectId: 'demo-local', host, jwksUri: `http://${host}/jwks.json`, users: [] };
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: REPOSITORY,
    env: {
      PATH: process.env['PATH'],
      ...functionVariables(REPOSITORY, { defaults: firebaseVariables(identity) }, {}),
      LOG_LEVEL: 'info',
      PORT: String(port),
      npm_package_version: '0.0.0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  while (!output.includes('listening')) {
    if (child.exitCode !== null) throw new Error(`It did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    async close() {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

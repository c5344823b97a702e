import { fork } from 'node:child_process';
import { once } from 'node:events';

export type Emulator = Readonly<{
  /** Variables by which an application trusts it. */
  environment: Readonly<Record<string, string>>;
  url: string;
  close(): Promise<void>;
}>;

/**
 * Starts the local Firebase Auth, its seeded users in it, on a port of its own. In a process: a bundle of specs has no room
 * for it.
 */
export async function startEmulator(): Promise<Emulator> {
  const child = fork('apps/api/test/emulator.process.ts', {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let said = '';
  for await (const text of child.stdout ?? []) {
    said += String(text);
    if (said.includes('\n')) break;
  }
  const { host, jwksUri, projectId } = JSON.parse(said) as Record<'host' | 'jwksUri' | 'projectId', string>;
  return {
    environment: {
      FIREBASE_PROJECT_ID: projectId,
      FIREBASE_AUTH_EMULATOR_HOST: host,
      JWT_ISSUER_JWKS_URI: jwksUri,
    },
    url: `http://${host}`,
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

import { listenOnLoopback } from '../listen-on-loopback.ts';

/**
 * Looks whether the ports can be had, before a build that takes seconds.
 *
 * Throws {@link CannotStart} when one is taken.
 */
export async function assertPortsFree({
  port,
  identityPort,
}: {
  port: number;
  identityPort: number;
}): Promise<void> {
  const gateway = { port, what: 'local gateway', variable: 'PORT' };
  const identity = { port: identityPort, what: 'local Firebase Auth', variable: 'IDENTITY_PORT' };
  for (const wanted of [gateway, identity]) {
    const server = await listenOnLoopback((_request, response) => response.destroy(), wanted);
    await server.close();
  }
}

import { listenOnLoopback, type PortUse } from '../listen-on-loopback.ts';

/**
 * Looks whether ports can be had, before a build that takes seconds.
 *
 * Throws {@link CannotStart} when one is taken.
 */
export async function assertPortsFree(wanted: readonly (PortUse & { port: number })[]): Promise<void> {
  for (const use of wanted) {
    const server = await listenOnLoopback((_request, response) => response.destroy(), use);
    await server.close();
  }
}

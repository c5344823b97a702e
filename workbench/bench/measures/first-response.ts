import { startRuntimeApi } from '../function/runtime-api.ts';
import { type Deployment, startFunction } from '../function/start-function.ts';

/** One invocation of one deployment, and the status its response must have for the timing to count. */
export type Invocation = Readonly<{ deployment: Deployment; event: object; status: number }>;

/**
 * Milliseconds from spawning the process to the first response having been posted: Node's start, the function's INIT and
 * its first request.
 *
 * @param runtime folder of the runtime client.
 * @throws Error when the function fails or answers another status.
 */
export async function timeFirstResponse(invocation: Invocation, runtime: string): Promise<number> {
  const api = await startRuntimeApi();
  const response = api.invoke(invocation.event);
  const running = startFunction(invocation.deployment, runtime, api);
  try {
    const { body, at } = await response;
    expectStatus(body, invocation.status);
    return at - running.spawnedAt;
  } finally {
    await running.stop();
    api.close();
  }
}

function expectStatus(body: string, expected: number): void {
  const { statusCode } = JSON.parse(body) as { statusCode?: number };
  if (statusCode !== expected) throw new Error(`Expected status ${expected}, got ${body.slice(0, 300)}`);
}

import { jest } from '@jest/globals';
import type { LambdaHandler } from '@lambda-nest/gateway';

export type Started = Readonly<{ handler: LambdaHandler } | { error: string }>;

/**
 * Loads the entry point of the bundle with exactly these variables, as Lambda's runtime does at INIT: either there is a
 * handler, or the whole process is rejected.
 */
export async function startLambda(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Started> {
  const before = { ...process.env };
  const variables = Object.entries(environment).filter(([, value]) => value !== undefined);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, Object.fromEntries(variables));
  try {
    let started: Started | undefined;
    // Isolated rather than reset: what other applications of the same test import later still belongs to their classes.
    await jest.isolateModulesAsync(async () => {
      started = (await import('../src/lambda.ts')) as { handler: LambdaHandler };
    });
    return started as unknown as Started;
  } catch (error) {
    return { error: String(error) };
  } finally {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

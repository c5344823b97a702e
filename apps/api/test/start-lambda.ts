import { jest } from '@jest/globals';
import type { LambdaHandler } from '#gateway';

export type Started = Readonly<{ handler: LambdaHandler } | { error: string }>;

/**
 * Loads the entry point of the bundle with exactly these variables, as Lambda's runtime does at INIT: either there is a
 * handler, or the whole process is refused.
 */
export async function startLambda(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Started> {
  const before = { ...process.env };
  const variables = Object.entries(environment).filter(([, value]) => value !== undefined);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, Object.fromEntries(variables));
  try {
    jest.resetModules();
    return (await import('../src/lambda.ts')) as { handler: LambdaHandler };
  } catch (error) {
    return { error: String(error) };
  } finally {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

import { sendRequest } from '../conformance/send-request.ts';
import type { Probe } from './check/probe.ts';

/**
 * Sends each probe to a deployed stage, through its gateway, and says in sentences what it does otherwise than declared.
 *
 * @param base where the stage is, without a slash at its end
 * @param sentWithEach headers, such as what the proxy before would send
 */
export async function smokeStage(
  base: string,
  probes: readonly Probe[],
  sentWithEach: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, method, path, authorization, isAllowed, expected } of probes) {
    const headers = { ...sentWithEach, ...(authorization !== undefined && { authorization }) };
    const seen = await sendRequest({ base, method, path, headers }).then(
      ({ status }) => status,
      (error: Error) => error.message,
    );
    if (typeof seen === 'string') problems.push(`${name} has no reply (${seen}).`);
    else if (!isAllowed(seen)) problems.push(`${name} has the status ${seen}. Expected: ${expected}.`);
  }
  return problems;
}

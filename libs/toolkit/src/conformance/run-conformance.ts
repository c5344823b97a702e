import type { Declaration } from '@lambda-nest/access/policy';
import { headersOf, type Credential } from './credential.ts';
import { credentialsForDeployment } from './credentials-for-deployment.ts';
import type { Expectation, ExpectedResponse } from './expected-response.ts';
import { findDifferences, type ReceivedResponse } from './find-differences.ts';
import { samplePath, type ProvenRoute } from './proven-route.ts';
import type { GivenToken } from './read-tokens.ts';
import { sendPastThrottle } from './send-past-throttle.ts';

export type Deployment = Readonly<{
  /** Where the API is, stage or mapping key included. */
  base: string;
  /** Sent with each request, such as what the proxy before would send. Default: none. */
  headers?: Readonly<Record<string, string>> | undefined;
  routes: readonly ProvenRoute[];
  tokens: readonly GivenToken[];
  /** Calls routes that may write as well. Default `false`. */
  isWritingAllowed?: boolean;
  /** What is expected of whatever answers at `base`. */
  expectResponse: (declaration: Declaration, credential: Credential) => ExpectedResponse;
}>;

export type Proof = Readonly<{
  route: ProvenRoute;
  credential: Credential;
  expected: Expectation;
  /** What came back; absent when nothing did. */
  response?: ReceivedResponse;
  /** Empty when it answered as expected. */
  differences: readonly string[];
}>;

/** Nothing replies at the address: there is nothing to prove, and no use in waiting for each route. */
export class Unreachable extends Error {
  constructor(base: string, cause: unknown) {
    const { message, code } = cause as NodeJS.ErrnoException;
    super(
      `Nothing replies at ${base}: ${message || code}. Check the address, and whether the API is deployed.`,
      { cause },
    );
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether calling a route with every credential leaves everything as it was. */
export function isReading({ method }: ProvenRoute): boolean {
  return READING.has(method);
}

/**
 * Calls every route of a deployment with every credential, one after the other: it may be a production.
 *
 * @throws Unreachable when nothing replies to the first call
 */
export async function runConformance(deployment: Deployment): Promise<readonly Proof[]> {
  const { routes, tokens, isWritingAllowed = false, expectResponse } = deployment;
  const proofs: Proof[] = [];
  for (const route of routes) {
    if (!isWritingAllowed && !isReading(route)) continue;
    for (const credential of credentialsForDeployment(route.declaration, tokens)) {
      const expected = route.isAbsent ? 'absent' : expectResponse(route.declaration, credential);
      const reply = await call(deployment, route, credential);
      if ('error' in reply && proofs.length === 0) throw new Unreachable(deployment.base, reply.error);
      proofs.push({ route, credential, expected, ...judge(reply, expected, route) });
    }
  }
  return proofs;
}

type Reply = Readonly<{ response: ReceivedResponse } | { error: unknown }>;

async function call(
  { base, headers = {} }: Pick<Deployment, 'base' | 'headers'>,
  { method, path }: ProvenRoute,
  credential: Credential,
): Promise<Reply> {
  try {
    const request = {
      base,
      method,
      path: samplePath(path),
      headers: { ...headers, ...headersOf(credential) },
    };
    return { response: await sendPastThrottle(request) };
  } catch (error) {
    return { error };
  }
}

function judge(
  reply: Reply,
  expected: Expectation,
  route: ProvenRoute,
): Pick<Proof, 'response' | 'differences'> {
  if ('response' in reply) {
    return { response: reply.response, differences: findDifferences(expected, reply.response, route) };
  }
  const { message, code } = reply.error as NodeJS.ErrnoException;
  return { differences: [`there was no response: ${message || code}`] };
}

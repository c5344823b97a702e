import type { Declaration } from '../../libs/access/src/declaration.ts';
import { headersOf, type Credential } from './credential.ts';
import { credentialsForDeployment } from './credentials-for-deployment.ts';
import type { ExpectedAnswer } from './expected-answer.ts';
import { findDifferences } from './find-differences.ts';
import { samplePath, type ProvenRoute } from './proven-route.ts';
import type { GivenToken } from './read-tokens.ts';
import { sendRequest } from './send-request.ts';

export type Deployment = Readonly<{
  /** Where the API is, stage or mapping key included. */
  base: string;
  routes: readonly ProvenRoute[];
  tokens: readonly GivenToken[];
  /** Calls routes that may write as well. Default `false`. */
  isWritingAllowed?: boolean;
  /** What is expected of whatever answers at `base`. */
  expectAnswer: (declaration: Declaration, credential: Credential) => ExpectedAnswer;
}>;

export type Proof = Readonly<{
  route: ProvenRoute;
  credential: Credential;
  expected: ExpectedAnswer;
  /** Empty when it answered as expected. */
  differences: readonly string[];
}>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether calling a route with every credential leaves everything as it was. */
export function isReading({ method }: ProvenRoute): boolean {
  return READING.has(method);
}

/** Calls every route of a deployment with every credential, one after the other: it may be somebody's production. */
export async function runConformance(deployment: Deployment): Promise<readonly Proof[]> {
  const { routes, tokens, isWritingAllowed = false, expectAnswer } = deployment;
  const proofs: Proof[] = [];
  for (const route of routes) {
    if (!isWritingAllowed && !isReading(route)) continue;
    for (const credential of credentialsForDeployment(route.declaration, tokens)) {
      const expected = expectAnswer(route.declaration, credential);
      proofs.push({
        route,
        credential,
        expected,
        differences: await call(deployment, route, credential, expected),
      });
    }
  }
  return proofs;
}

async function call(
  { base }: Deployment,
  route: ProvenRoute,
  credential: Credential,
  expected: ExpectedAnswer,
): Promise<readonly string[]> {
  try {
    const { method, path } = route;
    const answer = await sendRequest({
      base,
      method,
      path: samplePath(path),
      headers: headersOf(credential),
    });
    return findDifferences(expected, answer, route);
  } catch (error) {
    return [`there was no answer: ${(error as Error).message || (error as NodeJS.ErrnoException).code}`];
  }
}

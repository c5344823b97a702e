import type { ProvenRoute } from '../conformance/proven-route.ts';
import type { GivenToken } from '../conformance/read-tokens.ts';

/** What is asked of a deployment, and with what. */
export type Target = Readonly<{
  /** Where the API is, stage or mapping key included. */
  base: string;
  routes: readonly ProvenRoute[];
  tokens: readonly GivenToken[];
  /** Where the echo of `infra/verify/echo` is; without it, it cannot be seen what the function is handed. */
  echo?: string;
  /** Seconds that may be spent waiting for a token to expire. */
  waitSeconds: number;
  /** Requests that may be sent at once to see the throttle. */
  burst: number;
}>;

/** One open question about the gateway. Harmless: it reads, and changes nothing. */
export type Probe = Readonly<{
  /** What the answer is about: `HEAD on a GET route`. */
  fact: string;
  /** The answer, in words. Throws {@link NotAsked} when something is missing to ask with. */
  ask: (target: Target) => Promise<string>;
}>;

/** Why a question was not asked; a sentence that says what is needed. */
export class NotAsked extends Error {}

/** The path of a public route that reads. */
export function publicPath({ routes }: Target): string {
  const fit = routes
    .filter(({ path }) => !path.includes('{'))
    .filter(({ declaration }) => declaration.kind === 'public');
  return pathOf(fit, 'It takes a public GET route without parameters.');
}

/** The path of a route that wants a token and no scope. */
export function protectedPath({ routes }: Target): string {
  const fit = routes.filter(({ path }) => !path.includes('{')).filter(wantsTokenAlone);
  return pathOf(fit, 'It takes a GET route that wants a token, no scope and no parameters.');
}

/** The path of such a route with a parameter in it. */
export function protectedTemplate({ routes }: Target): string {
  const fit = routes.filter(({ path }) => path.includes('{')).filter(wantsTokenAlone);
  return pathOf(fit, 'It takes a GET route with a parameter that wants a token and no scope.');
}

function wantsTokenAlone({ declaration }: ProvenRoute): boolean {
  return declaration.kind === 'signed-in' || (declaration.kind === 'restricted' && !declaration.scopes);
}

/** A token that a caller may use. */
export function goodToken({ tokens }: Target): GivenToken {
  const found = tokens.find(({ caller }) => caller);
  if (!found) throw new NotAsked('Give a good token in CONFORMANCE_TOKEN_….');
  return found;
}

function pathOf(routes: readonly ProvenRoute[], otherwise: string): string {
  const found = routes.find(({ method }) => method === 'GET');
  if (!found) throw new NotAsked(otherwise);
  return found.path;
}

import { credentialsForDeployment } from '../conformance/credentials-for-deployment.ts';
import { headersOf } from '../conformance/credential.ts';
import { samplePath } from '../conformance/proven-route.ts';
import { sendPastThrottle } from '../conformance/send-past-throttle.ts';
import { describeResponse, describeChallenge } from './describe-response.ts';
import { goodToken, NotAsked, protectedPath, type Probe, type Target } from './probe.ts';

/** How the JWT authorizer rejects, word by word. */
export const CHALLENGE_PROBES: readonly Probe[] = [
  rejection('no token'),
  rejection('garbage'),
  rejection('forged'),
  rejection('alg none, signature kept'),
  rejection('roles and scopes written in'),
  {
    fact: 'Challenge of a token whose key is unknown',
    ask: (target) => challenge(target, rewrite(goodToken(target).token, { kid: 'no-key-has-this-id' })),
  },
  {
    fact: 'Challenge of a token that says HS256',
    ask: (target) => challenge(target, rewrite(goodToken(target).token, { alg: 'HS256' })),
  },
  {
    fact: 'Challenge where the scope is missing',
    ask: async (target) => {
      const { base, routes, tokens } = target;
      for (const { method, path, declaration } of routes) {
        const scopes = (declaration.kind === 'restricted' && declaration.scopes) || undefined;
        const lacking = tokens.find(
          ({ caller }) => caller && !caller.scopes.some((scope) => scopes?.includes(scope)),
        );
        if (method !== 'GET' || !scopes || !lacking) continue;
        const headers = { authorization: `Bearer ${lacking.token}` };
        return describeChallenge(await sendPastThrottle({ base, path: samplePath(path), headers }));
      }
      throw new NotAsked('It takes a GET route with @Scopes and a token without them.');
    },
  },
  {
    fact: 'A token without the word Bearer',
    ask: async (target) => describeResponse(await call(target, goodToken(target).token)),
  },
  {
    fact: 'A token behind the word bearer, in lower case',
    ask: async (target) => describeResponse(await call(target, `bearer ${goodToken(target).token}`)),
  },
];

/** One question for every token that was given to be rejected: expired, of another issuer, for another audience. */
export function rejectedTokenProbes({ tokens }: Target): readonly Probe[] {
  const rejected = tokens.filter(({ caller }) => !caller);
  return rejected.map(({ name, token }) => ({
    fact: `Challenge of the token ${name}, which must be rejected`,
    ask: (target) => challenge(target, token),
  }));
}

function rejection(name: string): Probe {
  const ask = async (target: Target): Promise<string> => {
    const credentials = credentialsForDeployment({ kind: 'signed-in' }, target.tokens);
    const credential = credentials.find((one) => one.name === name);
    if (!credential) throw new NotAsked('Give a good token in CONFORMANCE_TOKEN_….');
    const { base } = target;
    return describeChallenge(
      await sendPastThrottle({ base, path: protectedPath(target), headers: headersOf(credential) }),
    );
  };
  return { fact: `Challenge: ${name}`, ask };
}

async function challenge(target: Target, token: string): Promise<string> {
  return describeChallenge(await call(target, `Bearer ${token}`));
}

async function call(target: Target, authorization: string) {
  return sendPastThrottle({ base: target.base, path: protectedPath(target), headers: { authorization } });
}

/** A token with something else in its header; its signature stays. */
function rewrite(token: string, change: object): string {
  const [header = '', ...rest] = token.split('.');
  const read = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
  return [Buffer.from(JSON.stringify({ ...read, ...change })).toString('base64url'), ...rest].join('.');
}

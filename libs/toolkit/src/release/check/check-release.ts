import { makeCallerProbes, findUnheld } from './caller-probes.ts';
import { checkVersion, type Invocation, type Invoke } from './check-version.ts';
import { secretsOf, type CheckedCaller, type GivenCallers } from './checked-caller.ts';
import { toHttpApiEvent, type Target } from './http-api-event.ts';
import { obtainToken, type Transport } from './obtain-token.ts';
import { makeProbes, type CheckedRoute } from './probe.ts';

/** What is to be known of a version before it gets traffic. */
export type Verdict = Readonly<{
  /** Why it is not to be released, a sentence each. */
  problems: readonly string[];
  /** What was checked, where there is no problem. */
  notes: readonly string[];
}>;

export type Release = Readonly<{
  routes: readonly CheckedRoute[];
  target: Target;
  /** A token that has everything but the signature of the issuer. */
  forged: string;
  /** Invokes the version. */
  invoke: Invoke;
  /** Reads the callers with genuine tokens; none where the deployment names no secret. */
  readCallers?: () => Promise<GivenCallers>;
  /** Path of the route that signs people in with a password, and how the version with it is invoked; none where there is no such route. */
  signIn?: Readonly<{ path: string; invoke: Invoke }> | undefined;
  fetch: typeof fetch;
  pause: (ms: number) => Promise<void>;
}>;

/**
 * Checks a version with callers who have no token and a forged one, and then with those that the secret of the deployment gives tokens
 * for. No sentence has a secret or a token in it.
 */
export async function checkRelease(release: Release): Promise<Verdict> {
  const { routes, target, forged, invoke, readCallers } = release;
  const open = makeProbes(routes, forged);
  const problems = await checkVersion(open, target, invoke);
  if (problems.length > 0) return { problems, notes: [] };
  const all = `${open.length} requests without a token and with a forged one, all as declared.`;
  if (!readCallers) return { problems, notes: [all, WITHOUT_CALLERS] };
  const given = await readCallers();
  return given.problems.length > 0
    ? { problems: given.problems, notes: [] }
    : checkCallers(given.callers, release, all);
}

const WITHOUT_CALLERS =
  'No caller with a role was sent: releaseCallers names no secret with callers (infra/README.md, release).';

async function checkCallers(
  callers: readonly CheckedCaller[],
  release: Release,
  all: string,
): Promise<Verdict> {
  const { routes, target, invoke } = release;
  const notes = [all];
  const hidden = callers.flatMap(secretsOf);
  const problems: string[] = [];
  for (const caller of callers) {
    const obtained = await obtainToken(caller, transportOf(release));
    if ('problem' in obtained) {
      problems.push(obtained.problem);
      continue;
    }
    hidden.push(obtained.token);
    const probes = makeCallerProbes(routes, caller, obtained.token);
    problems.push(...(await checkVersion(probes, target, invoke)));
    notes.push(`${probes.length} requests as ${caller.name} (${describe(caller)}), all as declared.`);
  }
  const unheld = findUnheld(routes, callers);
  if (unheld.length > 0) notes.push(`No caller was sent who has: ${unheld.join(', ')}.`);
  return {
    problems: problems.map((problem) => hide(problem, hidden)),
    notes: problems.length > 0 ? [] : notes,
  };
}

function transportOf({ signIn, target, fetch, pause }: Release): Transport {
  if (!signIn) return { fetch, pause };
  const send = (text: string): Promise<Invocation> => {
    const body = { mediaType: 'application/x-www-form-urlencoded', text };
    return signIn.invoke(toHttpApiEvent({ method: 'POST', path: signIn.path, body }, target));
  };
  return { fetch, pause, signIn: send };
}

function describe({ roles, scopes }: CheckedCaller): string {
  const held = [...roles.map((name) => `role ${name}`), ...scopes.map((name) => `scope ${name}`)];
  return held.join(', ') || 'no role';
}

/** A version that throws may say what it was sent. */
function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, '[hidden]'), text);
}

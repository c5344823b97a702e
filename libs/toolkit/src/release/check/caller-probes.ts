import { findReason } from '../../conformance/find-reason.ts';
import type { CheckedCaller } from './checked-caller.ts';
import { isLetIn, SAFE, samplePath, type CheckedRoute, type Probe } from './probe.ts';

/** Methods whose body is read once the caller is let in, and before the handler. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** No JSON: a caller that is let in gets 400, and the handler is not called. */
const UNREADABLE = { mediaType: 'application/json', text: '{' };

/** The name of nothing, for methods that change what they name. */
const NOTHING = 'release-check';

/**
 * The requests of a caller with a genuine token to every route that is not public: routes whose declaration allows the caller let it
 * in, the others reject it with 403.
 *
 * None changes something: what has a body is sent one that cannot be read; and what changes something without a body, such as DELETE, is
 * sent by those alone whom the route rejects.
 */
export function makeCallerProbes(
  routes: readonly CheckedRoute[],
  caller: Pick<CheckedCaller, 'name' | 'roles' | 'scopes'>,
  token: string,
): readonly Probe[] {
  return routes.flatMap(({ method, path, access }) => {
    if (access.kind === 'public') return [];
    const isAllowed = findReason(access, caller) === undefined;
    const isSafe = SAFE.has(method);
    if (isAllowed && !isSafe && !WITH_BODY.has(method)) return [];
    return [
      {
        name: `${method} ${path} as ${caller.name}`,
        method,
        path: samplePath(path, isSafe ? undefined : NOTHING),
        authorization: `Bearer ${token}`,
        ...(WITH_BODY.has(method) && { body: UNREADABLE }),
        ...(isAllowed ? LET_IN : REJECTED),
      },
    ];
  });
}

const LET_IN: Pick<Probe, 'isAllowed' | 'expected'> = {
  isAllowed: isLetIn,
  expected: 'no 401, 403 or error of the server, for the route lets this caller in',
};

const REJECTED: Pick<Probe, 'isAllowed' | 'expected'> = {
  isAllowed: (status) => status === 403,
  expected: '403, for the route rejects this caller',
};

/** Roles and scopes that routes ask for and no caller has: nothing is known of who has them. */
export function findUnheld(
  routes: readonly CheckedRoute[],
  callers: readonly Pick<CheckedCaller, 'roles' | 'scopes'>[],
): readonly string[] {
  const wanted = routes.flatMap(({ access }) =>
    access.kind === 'restricted'
      ? [
          ...(access.roles ?? []).map((name) => ({ kind: 'roles', name }) as const),
          ...(access.scopes ?? []).map((name) => ({ kind: 'scopes', name }) as const),
        ]
      : [],
  );
  const unheld = wanted.filter(({ kind, name }) => callers.every((caller) => !caller[kind].includes(name)));
  return [...new Set(unheld.map(({ kind, name }) => `${kind === 'roles' ? 'role' : 'scope'} ${name}`))];
}

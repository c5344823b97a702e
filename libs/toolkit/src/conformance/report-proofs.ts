import { ERRORS } from '@lambda-nest/problem/codes';
import type { Expectation } from './expected-response.ts';
import type { ProvenRoute } from './proven-route.ts';
import { isReading, type Proof } from './run-conformance.ts';

/**
 * Tells how a deployment answered: a line for each route, every difference, and what was not asked. When whatever was asked
 * got one and the same wrong response, that alone: it is no API of these routes.
 */
export function reportProofs(proofs: readonly Proof[], routes: readonly ProvenRoute[]): string {
  const same = findSameResponse(proofs);
  if (same !== undefined) return same;
  const failed = proofs.filter(({ differences }) => differences.length > 0);
  const missing = describeMissing(proofs, routes);
  return [
    ...routes.map((route) => summarise(route, proofs)),
    ...failed.flatMap((proof) => [
      '',
      `${name(proof.route)}, ${proof.credential.name}:`,
      ...proof.differences,
    ]),
    ...(missing.length > 0 ? ['', 'Not proven:', ...missing.map((line) => `- ${line}`)] : []),
    '',
    `${proofs.length - failed.length} of ${proofs.length} responses are what the declarations say.`,
    '',
  ].join('\n');
}

function findSameResponse(proofs: readonly Proof[]): string | undefined {
  const [first] = proofs.map(({ response }) => response && `${response.status} ${response.text}`);
  const isSame = proofs.every(
    ({ response }) =>
      response && (`${response.status} ${response.text}` === first || response.status === 404),
  );
  const isWrong = proofs.length > 1 && proofs.every(({ differences }) => differences.length > 0);
  if (first === undefined || !isSame || !isWrong) return undefined;
  return (
    `All ${proofs.length} requests got the same reply: ${first.slice(0, 200)}\n` +
    'These routes are not there. Check the address: it ends with the name of the stage or with the mapping key.\n'
  );
}

function summarise(route: ProvenRoute, proofs: readonly Proof[]): string {
  const own = proofs.filter((proof) => proof.route === route);
  if (own.length === 0) return `skipped  ${name(route)}  may write`;
  const isRight = own.every(({ differences }) => differences.length === 0);
  const outcomes = Map.groupBy(own, ({ expected }) => outcomeOf(expected));
  const counts = [...outcomes].map(([outcome, all]) => `${all.length} ${outcome}`).join(', ');
  return `${isRight ? 'ok      ' : 'FAILED  '} ${name(route)}  ${counts}`;
}

/** What no credential led to, though the declaration has it. */
function describeMissing(proofs: readonly Proof[], routes: readonly ProvenRoute[]): readonly string[] {
  const asked = new Set(proofs.map(({ route, expected }) => `${name(route)} ${kindOf(expected)}`));
  const lacking = routes
    .filter(isAsked(proofs))
    .flatMap((route) =>
      kindsFor(route).flatMap((kind) =>
        asked.has(`${name(route)} ${kind}`) ? [] : [`${name(route)}: ${LACKS[kind]}`],
      ),
    );
  const rejected = proofs.some(({ credential }) => credential.name.startsWith('rejected token'));
  const others = rejected
    ? []
    : ['tokens that expired, of another issuer, for another audience: none was given'];
  const skipped = routes.filter((route) => !isAsked(proofs)(route) && !isReading(route));
  return [
    ...lacking,
    ...others,
    ...skipped.map((route) => `${name(route)} may write. Allow it with --writing`),
  ];
}

const isAsked = (proofs: readonly Proof[]) => (route: ProvenRoute) =>
  proofs.some((proof) => proof.route === route);

const LACKS = {
  reached: 'no token given is let in',
  role: 'no token given lacks the role',
  scope: 'no token given lacks the scope',
};

type Kind = keyof typeof LACKS;

function kindsFor({ declaration, isAbsent }: ProvenRoute): readonly Kind[] {
  if (isAbsent || declaration.kind === 'public') return [];
  const { roles, scopes } = declaration.kind === 'restricted' ? declaration : {};
  return ['reached', ...(roles ? (['role'] as const) : []), ...(scopes ? (['scope'] as const) : [])];
}

function kindOf(expected: Expectation): Kind | 'token' | 'absent' {
  if (typeof expected === 'string') return expected;
  if (expected.status === 401) return 'token';
  const { code } = expected.body;
  // The gateway, which knows scopes alone, gives no code.
  return code === ERRORS.noGroup.code || code === ERRORS.otherGroup.code ? 'role' : 'scope';
}

function outcomeOf(expected: Expectation): string {
  if (typeof expected !== 'string') return `${expected.status} by the ${expected.by}`;
  return { reached: 'let in', absent: 'not there' }[expected];
}

function name({ method, path }: ProvenRoute): string {
  return `${method} ${path}`;
}

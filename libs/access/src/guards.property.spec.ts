import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import fc from 'fast-check';
import { InvalidToken, type Claims } from '@lambda-nest/identity';
import { createLog } from '@lambda-nest/log';
import { Problem } from '@lambda-nest/problem';
import { AuthGuard } from './auth.guard.ts';
import { Public, Roles, Scopes, SignedIn } from './declare.decorators.ts';
import { RolesGuard } from './roles.guard.ts';
import type { Role, Scope } from './vocabulary.ts';

type Rule = { kind: 'public' | 'signed-in' | 'restricted'; roles?: string[]; scopes?: string[] };
type Outcome = 200 | 401 | 403;

/** Who may call, in ten lines: what the guards must come to, however they get there. */
function reference(rules: (Rule | undefined)[], claims: Record<string, unknown> | undefined): Outcome {
  const rule = rules.find((declared) => declared !== undefined);
  if (rule?.kind === 'public') return 200;
  if (claims === undefined) return 401;
  if (rule === undefined) return 403;
  if (rule.kind === 'signed-in') return 200;
  const own = (name: string): unknown => (Object.hasOwn(claims, name) ? claims[name] : undefined);
  const texts = (value: unknown): string[] =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : [];
  const groups = own('groups');
  const roles = (typeof groups === 'string' ? [groups] : texts(groups)).filter((name) =>
    /^[\w.:/-]+$/.test(name),
  );
  const scope = Object.hasOwn(claims, 'scp') ? own('scp') : own('scope');
  const scopes = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : texts(scope);
  const meets = (wanted: string[] | undefined, held: string[]): boolean =>
    wanted === undefined || wanted.some((name) => held.includes(name));
  return meets(rule.roles, roles) && meets(rule.scopes, scopes) ? 200 : 403;
}

const NAMES = [
  'ADMINS',
  'USERS',
  'admins',
  ' ADMINS',
  'x ADMINS',
  'ADMINS,USERS',
  'a:b',
  '__proto__',
  'constructor',
  '',
];
const name = fc.constantFrom(...NAMES);
const names = fc.array(name, { maxLength: 3 });
const rule: fc.Arbitrary<Rule | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom<Rule>({ kind: 'public' }, { kind: 'signed-in' }),
  names.map((roles): Rule => ({ kind: 'restricted', roles })),
  names.map((scopes): Rule => ({ kind: 'restricted', scopes })),
  fc.tuple(names, names).map(([roles, scopes]): Rule => ({ kind: 'restricted', roles, scopes })),
);
const claim = fc.oneof(
  name,
  names,
  names.map((all) => all.join(' ')),
  fc.array(fc.oneof(name, fc.constant(1))),
  fc.anything(),
);
const claims = fc
  .record({ groups: claim, scp: claim, scope: claim, other: claim }, { requiredKeys: [] })
  .chain((own) =>
    fc.constantFrom(own, JSON.parse(`{"__proto__":${JSON.stringify({ groups: ['ADMINS'] })}}`) as object),
  );

/** Puts a rule on a class or a method with the real decorators. */
function declare(declared: Rule | undefined, target: object, method?: string): void {
  const descriptor = method === undefined ? undefined : Object.getOwnPropertyDescriptor(target, method);
  for (const decorator of decoratorsOf(declared)) {
    if (method === undefined) decorator(target as never);
    else decorator(target, method, descriptor as PropertyDescriptor);
  }
}

function decoratorsOf(declared: Rule | undefined): (ClassDecorator & MethodDecorator)[] {
  if (declared?.kind === 'public') return [Public()];
  if (declared?.kind === 'signed-in') return [SignedIn()];
  if (declared === undefined) return [];
  // Empty lists and odd names do not compile; code that is not compiled may say them.
  const { roles, scopes } = declared as { roles?: [Role]; scopes?: [Scope] };
  return [...(roles ? [Roles(...roles)] : []), ...(scopes ? [Scopes(...scopes)] : [])];
}

async function passGuards(
  controller: new () => object,
  token: Record<string, unknown> | undefined,
): Promise<Outcome> {
  const verify = (): Promise<Claims> =>
    token === undefined ? Promise.reject(new InvalidToken('signature')) : Promise.resolve(token as Claims);
  const auth = new AuthGuard({
    verifier: { verify, prefetch: () => undefined },
    log: createLog({ level: 'silent' }),
  });
  const headers = { authorization: 'Bearer a.b.c' };
  const request = { headers, rawHeaders: ['authorization', headers.authorization] };
  const context = {
    getType: () => 'http',
    getClass: () => controller,
    getHandler: () => (controller.prototype as { handle: unknown }).handle,
    switchToHttp: () => ({ getRequest: () => request, getResponse: () => ({}) }),
  } as unknown as ExecutionContext;
  try {
    const isPassed =
      (await auth.canActivate(context)) &&
      (await new RolesGuard({ rolesClaim: 'groups', log: createLog({ level: 'silent' }) }).canActivate(
        context,
      ));
    return isPassed === true ? 200 : 403;
  } catch (error) {
    if (error instanceof Problem) return error.body.status as Outcome;
    throw error;
  }
}

it('the guards come to what ten lines say, for any declaration and any claims', async () => {
  const seen = { 200: 0, 401: 0, 403: 0 };
  await fc.assert(
    fc.asyncProperty(rule, rule, fc.option(claims, { nil: undefined }), async (onClass, onMethod, token) => {
      class Controller {
        handle(): void {}
      }
      declare(onClass, Controller);
      declare(onMethod, Controller.prototype, 'handle');
      const held = token as Record<string, unknown> | undefined;
      const outcome = await passGuards(Controller, held);
      expect(outcome).toBe(reference([onMethod, onClass], held));
      seen[outcome] += 1;
    }),
    { numRuns: 5_000 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(300);
});

import { Controller, Get, type ExecutionContext } from '@nestjs/common';
import { AuthGuard, Public, Roles, RolesGuard, SignedIn, type AccessOptions } from '@lambda-nest/access';
import { createLog } from '@lambda-nest/log';
import type { Interpretation, Scene } from './interpretation.ts';
import { findLiterals, readLiteral } from './read-literal.ts';
import { Unread } from './unread.ts';

@Controller()
class GuardedController {
  @Roles('ADMINS')
  @Get('guarded')
  guarded(): void {}

  @SignedIn()
  @Get('signed-in')
  signedIn(): void {}

  @Public()
  @Get('open')
  open(): void {}

  @Get('forgotten')
  forgotten(): void {}
}

const { guarded, signedIn, open, forgotten } = GuardedController.prototype;

const SILENT = { rolesClaim: 'groups', log: createLog({ level: 'silent' }) };

const GUARDS = {
  AuthGuard: new AuthGuard({ verifier: {}, ...SILENT } as unknown as AccessOptions),
  RolesGuard: new RolesGuard(SILENT),
} as const;

/** Asks guards by themselves: those that are named, with requests and contexts as they are named. */
export const interpretGuardCall: Interpretation = async (scene) => {
  const { run, given } = scene;
  const call = String(given['call']);
  if (!/canActivate/.test(call)) throw new Unread(`call: ${call}`);
  run.facts.set('a guard let a caller pass', false);
  const named = Object.entries(GUARDS).filter(([name]) => call.includes(name));
  for (const [, guard] of named.length > 0 ? named : Object.entries(GUARDS))
    for (const type of contextTypes(call))
      for (const handler of handlersIn(call, type))
        for (const user of usersIn(call))
          await judge(scene, () =>
            guard.canActivate(contextOf(type, { user, headers: {}, rawHeaders: [] }, handler)),
          );
};

/** Whether a guard lets a context pass: `closed` when it throws or says no. */
async function judge({ run }: Scene, call: () => unknown): Promise<void> {
  const verdict = await Promise.resolve()
    .then(call)
    .catch(() => false);
  run.note('guard', verdict === false ? 'closed' : String(verdict));
  if (verdict !== false) run.facts.set('a guard let a caller pass', true);
}

/** Names of contexts other than HTTP; HTTP where none is named. */
function contextTypes(call: string): readonly string[] {
  const named = [...call.matchAll(/'(ws|rpc|graphql|\w*socket)'/g)].map(([, type = '']) => type);
  return named.length > 0 ? named : ['http'];
}

/** In a context that is no request, not even a public handler is reached. */
function handlersIn(call: string, type: string): readonly unknown[] {
  if (/@SignedIn/.test(call)) return [signedIn];
  if (/without (?:a )?(?:declaration|decorator)|undecorated/.test(call)) return [forgotten];
  return type === 'http' ? [guarded] : [guarded, open];
}

/** `with request.user undefined, null, {}, {roles:undefined}`: none of them is a verified caller. */
function usersIn(call: string): readonly unknown[] {
  const list = /request\.user (.*?)(?:, on |$)/.exec(call)?.[1] ?? 'undefined';
  const words = list.replaceAll(/\{[^}]*\}/g, '').split(/, | and /);
  return [
    ...words.filter((word) => word === 'undefined').map(() => undefined),
    ...words.filter((word) => word === 'null').map(() => null),
    ...findLiterals(list).map(readLiteral),
    { roles: ['ADMINS'] },
  ];
}

function contextOf(type: string, request: object, handler: unknown): ExecutionContext {
  const host = { getRequest: () => request, getResponse: () => ({}) };
  const context = {
    getType: () => type,
    getClass: () => GuardedController,
    getHandler: () => handler,
    switchToHttp: () => host,
  };
  return context as unknown as ExecutionContext;
}

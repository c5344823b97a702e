import { Controller, Get, type ExecutionContext, type Type } from '@nestjs/common';
import { AuthGuard, Public, Roles, RolesGuard, type AccessOptions } from '#access';
import { createLog } from '#log';
import type { Interpretations, Scene } from './interpretation.ts';
import { readPublicRoutes } from './routes.ts';

@Controller()
class ForgottenController {
  @Get('zz-forgotten')
  read(): string {
    return 'in';
  }
}

/** A controller whose declaration the compiler would not let pass. */
function emptyController(): Type {
  const roles = Roles as unknown as () => MethodDecorator;
  @Controller()
  class EmptyController {
    @roles()
    @Get('zz-empty')
    read(): string {
      return 'in';
    }
  }
  return EmptyController;
}

@Controller('zz-users')
class ShadowedController {
  @Public()
  @Get(':id')
  user(): string {
    return 'in';
  }

  @Roles('ADMINS')
  @Get('admin')
  admin(): string {
    return 'in';
  }
}

async function bootAndAsk({ run, tokens }: Scene, controller: Type, path: string): Promise<void> {
  const target = await run.boot({ more: { controllers: [controller] } });
  if (!target) return;
  await run.ask(target, { path });
  for (const who of ['USER', 'ADMIN']) {
    await run.ask(target, { path, headers: { authorization: `Bearer ${tokens.read(who)}` } });
  }
}

async function askAs({ run, tokens }: Scene, path: string, who: unknown): Promise<void> {
  const target = run.targets[0] ?? (await run.start());
  const headers: Record<string, string> =
    who === undefined ? {} : { authorization: `Bearer ${tokens.read(who)}` };
  await run.ask(target, { path, headers });
}

/** Whether a guard lets a context pass: `closed` when it throws or says no. */
async function judgeGuard(scene: Scene, call: () => unknown): Promise<void> {
  const verdict = await Promise.resolve()
    .then(call)
    .catch(() => false);
  scene.run.note('guard', verdict === false ? 'closed' : String(verdict));
  if (verdict !== false) scene.run.facts.set('a guard let somebody pass', true);
}

function contextOf(type: string, request: object, controller: Type, handler: unknown): ExecutionContext {
  const host = { getRequest: () => request, getResponse: () => ({}) };
  const context = {
    getType: () => type,
    getClass: () => controller,
    getHandler: () => handler,
    switchToHttp: () => host,
  };
  return context as unknown as ExecutionContext;
}

const guardedHandler = Object.getOwnPropertyDescriptor(ShadowedController.prototype, 'admin')
  ?.value as unknown;

/** Declarations, and the guards by themselves. */
const SILENT = { log: createLog({ level: 'silent' }), rolesClaim: 'groups' };

export const GUARD_INTERPRETATIONS: Interpretations = {
  'AC-181': (scene) => bootAndAsk(scene, ForgottenController, '/zz-forgotten'),
  'AC-183': (scene) => bootAndAsk(scene, emptyController(), '/zz-empty'),
  'AC-185': (scene) => askAs(scene, '/zz-merged', 'USER'),

  'AC-187': async (scene) => {
    await askAs(scene, '/zz-p', undefined);
    await askAs(scene, '/zz-q', undefined);
    await askAs(scene, '/zz-q', 'USER');
  },

  'AC-189': async (scene) => {
    scene.run.facts.set('a guard let somebody pass', false);
    for (const user of [undefined, null, {}, { roles: undefined }, { roles: ['ADMINS'] }]) {
      await judgeGuard(scene, () =>
        new RolesGuard(SILENT).canActivate(contextOf('http', { user }, ShadowedController, guardedHandler)),
      );
    }
  },

  'AC-191': async ({ run }) => {
    const target = await run.start();
    const routes = target.routes().filter(({ path }) => path.startsWith('/v1/'));
    const listed = readPublicRoutes();
    run.facts.set('the allow list is committed', listed.length > 0);
    for (const { method, path, name } of routes) {
      const answer = await target.request({ method, path: path.replaceAll(/:\w+/g, 'x') });
      const isListed = listed.includes(`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
      run.note(name, isListed || answer.status === 401 ? 'as declared' : answer.status);
    }
  },

  'AC-193': (scene) => bootAndAsk(scene, ShadowedController, '/zz-users/admin'),

  'AC-195': async (scene) => {
    for (const path of ['/zz-constructor', '/zz-proto', '/zz-to-string']) {
      await askAs(scene, path, { payload: { groups: [] } });
    }
  },

  'AC-199': async (scene) => {
    scene.run.facts.set('a guard let somebody pass', false);
    const auth = new AuthGuard({ verifier: {}, ...SILENT } as unknown as AccessOptions);
    for (const type of ['ws', 'rpc']) {
      for (const handler of [guardedHandler, ShadowedController.prototype.user]) {
        const context = contextOf(type, {}, ShadowedController, handler);
        await judgeGuard(scene, () => new RolesGuard(SILENT).canActivate(context));
        await judgeGuard(scene, () => auth.canActivate(context));
      }
    }
  },
};

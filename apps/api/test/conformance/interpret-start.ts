import { buildContext, buildHttpApiEvent } from '../../../../libs/gateway/test/build-event.ts';
import { startLambda } from '../start-lambda.ts';
import type { Interpretation, Interpretations, Scene } from './interpretation.ts';
import { ROUTES } from './routes.ts';
import type { Target } from './run.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Starts the entry point of the bundle as Lambda does: nothing is served when it throws. */
async function startDeployed({ run }: Scene, environment: Environment, setting: string): Promise<void> {
  const started = await startLambda(environment);
  const isServed = 'handler' in started;
  run.note('boot', isServed ? 'served' : 'boot error');
  if (!isServed) run.bootMessages.push(started.error);
  run.facts.set('nothing is served', !isServed && started.error.includes(setting));
  run.facts.set('something is served', isServed);
}

async function askAsAdmin(scene: Scene, target: Target, payload: object = {}): Promise<number> {
  const token = scene.tokens.read({ payload: { groups: ['ADMINS'], ...payload } });
  const headers = { authorization: `Bearer ${token}` };
  return (await target.request({ path: ROUTES['ADMIN'] ?? '', headers })).status;
}

/** Each setting by itself: refused at start, or harmless as `probe` finds. */
function tryEach(
  environments: readonly Environment[],
  probe: (scene: Scene, target: Target) => Promise<{ outcome: number | string; isOff?: boolean }>,
): Interpretation {
  return async (scene) => {
    scene.run.facts.set('a check is off', false);
    for (const environment of environments) {
      const target = await scene.run.boot({ environment });
      if (!target) continue;
      const { outcome, isOff = false } = await probe(scene, target);
      scene.run.note(JSON.stringify(environment), outcome);
      if (isOff) scene.run.facts.set('a check is off', true);
    }
  };
}

const CLAIM = 'JWT_AUTHORIZATION_GROUPS_ATTR_NAME';
const named = (name: string, values: readonly (string | undefined)[]): Environment[] =>
  values.map((value) => ({ [name]: value }));

const DEPLOYED = {
  AWS_LAMBDA_FUNCTION_NAME: 'f',
  AWS_API_GW_STAGE_NAME: '$default',
  AWS_API_GW_MAPPING_KEY: 'nest',
  FIREBASE_PROJECT_ID: 'demo-proj',
  FIREBASE_APP_API_KEY: 'CANARY-8',
  [CLAIM]: 'groups',
};

/** What must not start, and what must start safely. */
export const START_INTERPRETATIONS: Interpretations = {
  'AC-113': (scene) =>
    startDeployed(
      scene,
      { ...DEPLOYED, ...(scene.given['env'] as Environment) },
      'FIREBASE_AUTH_EMULATOR_HOST',
    ),
  'AC-239': (scene) =>
    startDeployed(scene, { ...DEPLOYED, FIREBASE_PROJECT_ID: 'CANARY-8 is no id' }, 'FIREBASE_PROJECT_ID'),

  'AC-117': async ({ run, tokens }) => {
    const target = await run.start({ environment: { NODE_ENV: 'development' } });
    const headers = { authorization: `Bearer ${tokens.unsigned()}` };
    await run.ask(target, { path: ROUTES['ME'] ?? '', headers });
  },

  'AC-259': async ({ run, given }) => {
    const target = await run.start({ environment: given['env'] as Environment });
    const said = (given['requests'] as string[]).map((request) => request.split(' ')[1] ?? '');
    for (const path of [...said, '/v1/docs', '/v1/redoc', '/v1/openapi.json'])
      await run.ask(target, { path });
  },

  'AC-261': async ({ run }) => {
    const target = await run.start({ environment: { DOCS: 'on' } });
    for (const path of ['/v1/docs', '/v1/redoc']) await run.ask(target, { path });
  },

  'AC-263': async ({ run, given, tokens }) => {
    const target = await run.start({ environment: { CORS_ORIGINS: 'https://app.example.com' } });
    const authorization = `Bearer ${tokens.read('T01')}`;
    const headers = { ...(given['headers'] as Record<string, string>), authorization };
    await run.ask(target, { path: ROUTES['ME'] ?? '', headers });
  },

  'AC-265': async ({ run }) => {
    const target = await run.boot({ environment: { CORS_ORIGINS: '*' } });
    if (!target) return;
    const answer = await run.ask(target, {
      path: '/v1/manage/hc',
      headers: { origin: 'https://evil.example' },
    });
    if (answer?.headers['access-control-allow-credentials']) run.note('credentials', 'allowed');
  },

  'AC-289': tryEach(
    named(CLAIM, ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']),
    async (scene, target) => ({ outcome: await askAsAdmin(scene, target, { groups: ['USERS'] }) }),
  ),

  'AC-291': tryEach(named(CLAIM, ['', undefined, ' ']), async (scene, target) => {
    const asAdmin = await askAsAdmin(scene, target);
    const asNobody = await askAsAdmin(scene, target, {
      groups: '@delete',
      '': ['ADMINS'],
      undefined: ['ADMINS'],
    });
    return { outcome: asAdmin === 200 ? 'default' : asAdmin, isOff: asNobody === 200 };
  }),

  'AC-293': async (scene) => {
    const environment = { FIREBASE_PROJECT_ID: undefined, GOOGLE_CLOUD_PROJECT: undefined };
    const target = await scene.run.boot({ environment });
    scene.run.facts.set(
      'a caller was let in',
      target !== undefined && (await askAsAdmin(scene, target)) === 200,
    );
  },

  'AC-295': tryEach(
    [
      ...named('JWT_VERIFY_TOKEN_EXPIRATION', ['yes', 'TRUE', '0', 'off']),
      ...named('AUTH_PASSWORD_FLOW', ['yes', 'TRUE', '0']),
      ...named('DOCS', ['yes', 'TRUE', '0']),
    ],
    async (scene, target) => {
      const expired = { exp: Math.floor(Date.now() / 1000) - 1 };
      return { outcome: 'safe', isOff: (await askAsAdmin(scene, target, expired)) === 200 };
    },
  ),
};

/** Requests in a row and side by side: what one leaves behind, another must not find. */
export const STATE_INTERPRETATIONS: Interpretations = {
  'AC-111': async ({ run, tokens }) => {
    const target = await run.start();
    const ask = async (token: string): Promise<number> =>
      (await target.request({ path: ROUTES['ME'] ?? '', headers: { authorization: `Bearer ${token}` } }))
        .status;
    const [first, alias, again] = [
      await ask(tokens.read('T01')),
      await ask(tokens.read('recipe T53')),
      await ask(tokens.read('T01')),
    ];
    run.note(
      'T01 and its alias',
      first === alias && alias === again ? 'same' : `${first}, ${alias}, ${again}`,
    );
  },

  'AC-271': async ({ run, tokens }) => {
    const target = await run.start();
    target.keys.answer({ keys: JSON.parse(await keySetOf(target)) as unknown[], delay: 20 });
    const event = (who: string): object =>
      buildHttpApiEvent({
        path: ROUTES['ADMIN'] ?? '',
        headers: { authorization: `Bearer ${tokens.read(who)}` },
      });
    const [user, admin] = await Promise.all([
      target.send(event('USER'), buildContext()),
      target.send(event('ADMIN'), buildContext()),
    ]);
    run.note('USER', user.status);
    run.note('ADMIN', admin.status);
  },

  'AC-273': async ({ run, tokens }) => {
    const target = await run.start();
    const path = ROUTES['ADMIN'] ?? '';
    await run.ask(target, { path, headers: { authorization: `Bearer ${tokens.read('ADMIN')}` } });
    await run.ask(target, { path });
  },
};

async function keySetOf({ keys }: Target): Promise<string> {
  const { keys: set } = (await (await fetch(keys.uri)).json()) as { keys: unknown[] };
  return JSON.stringify(set);
}

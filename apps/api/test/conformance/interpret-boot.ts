import { startLambda } from '../start-lambda.ts';
import { wants, type Interpretation, type Scene } from './interpretation.ts';
import { readSettings, type Environment } from './read-settings.ts';
import { ROUTES } from './routes.ts';
import type { Target } from './run.ts';
import { Unread } from './unread.ts';

/** What a function has that is deployed. */
const DEPLOYED = {
  AWS_LAMBDA_FUNCTION_NAME: 'f',
  AWS_API_GW_STAGE_NAME: '$default',
  AWS_API_GW_MAPPING_KEY: 'nest',
  FIREBASE_PROJECT_ID: 'demo-proj',
  FIREBASE_APP_API_KEY: 'CANARY-8',
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'groups',
};

/** Starts with each environment that a case describes: it fails, or serves safely. */
export const interpretBoot: Interpretation = async (scene) => {
  const { run, attack } = scene;
  const environments = readSettings(attack);
  if (!environments) throw new Unread(`setup: ${String(scene.given['setup'])}`);
  run.facts.set('a check is off', false);
  run.facts.set('a caller was let in', false);
  for (const environment of environments) {
    if (isOfLambda(scene)) await startDeployed(scene, environment);
    else await startHere(scene, environment);
  }
};

/** Where nothing may be served, the entry point itself is started, as Lambda does. */
function isOfLambda(scene: Scene): boolean {
  return (
    wants(scene, /^every invocation /) ||
    Object.hasOwn((scene.given['env'] ?? {}) as object, 'AWS_LAMBDA_FUNCTION_NAME')
  );
}

async function startDeployed({ run }: Scene, environment: Environment): Promise<void> {
  const started = await startLambda({ ...DEPLOYED, ...environment });
  const isServed = 'handler' in started;
  run.note('boot', isServed ? 'served' : 'boot error');
  if (!isServed) run.bootMessages.push(started.error);
  const settings = Object.keys(environment).filter((name) => !/^(?:AWS_|NODE_ENV)/.test(name));
  const isNamed = !isServed && settings.some((name) => started.error.includes(name));
  run.facts.set('nothing is served', isNamed);
  run.facts.set('something is served', isServed);
}

async function startHere(scene: Scene, environment: Environment): Promise<void> {
  const { run } = scene;
  const target = await run.boot({ environment });
  if (!target) return;
  const admin = await askAsAdmin(scene, target);
  const [user, anonymous, expired] = [
    await askAsAdmin(scene, target, { groups: ['USERS'] }),
    await askAsAdmin(scene, target, { groups: '@delete', '': ['ADMINS'], undefined: ['ADMINS'] }),
    await askAsAdmin(scene, target, { exp: Math.floor(Date.now() / 1000) - 1 }),
  ];
  if ([user, anonymous, expired].includes(200)) run.facts.set('a check is off', true);
  if (admin === 200) run.facts.set('a caller was let in', true);
  const isOff = run.facts.get('a check is off') === true;
  run.note(JSON.stringify(environment), await outcomeOf(scene, target, { admin, user, isOff }));
}

type Probed = Readonly<{ admin: number; user: number; isOff: boolean }>;

/** What came of a start that succeeded, in the terms in which the case expects it. */
async function outcomeOf(
  scene: Scene,
  target: Target,
  { admin, user, isOff }: Probed,
): Promise<number | string> {
  if (wants(scene, /^the documented default/)) return admin === 200 ? 'default' : admin;
  if (wants(scene, /^the safe value/)) return isOff ? 'a check is off' : 'safe';
  if (wants(scene, /^access-control-allow-credentials absent/)) {
    const headers = { origin: 'https://evil.example' };
    const response = await scene.run.ask(target, { path: ROUTES['HEALTH'] ?? '', headers });
    return response?.headers['access-control-allow-credentials'] ? 'credentials' : 'without credentials';
  }
  return user;
}

async function askAsAdmin(scene: Scene, target: Target, payload: object = {}): Promise<number> {
  const token = scene.tokens.read({ payload: { groups: ['ADMINS'], ...payload } });
  const headers = { authorization: `Bearer ${token}` };
  return (await target.request({ path: ROUTES['ADMIN'] ?? '', headers })).status;
}

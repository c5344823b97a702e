import { startKeySetServer, type KeySetResponse, mint, signingKey } from '@lambda-nest/testing';
import type { Interpretation, Scene } from './interpretation.ts';
import { ROUTES } from './routes.ts';
import type { Target } from './run.ts';
import { Unread } from './unread.ts';

const ME = ROUTES['ME'] ?? '';

/** Whether a case is about the issuer's key set. */
export function isAboutKeys({ attack, given }: Scene): boolean {
  return /certificate|key set|key rotation|\bkids?\b|\bk1\b/.test(`${attack.title} ${String(given['stub'])}`);
}

/** The issuer's key set: slow, gone, silent, renewed. */
export const interpretKeys: Interpretation = async (scene) => {
  const text = `${scene.attack.title} ${String(scene.given['stub'])}`;
  const troubles = troublesIn(text);
  if (/\bk1\b/.test(text)) return rotate(scene, text);
  if (troubles.length > 0) {
    const recovered: boolean[] = [];
    for (const trouble of troubles) recovered.push(await suffer(scene, trouble));
    scene.run.facts.set('recovered', recovered.every(Boolean));
    return;
  }
  const [, many, how] = /(\d+) (concurrent|sequential|parallel|overlapping)/.exec(text) ?? [];
  if (many === undefined) throw new Unread(`stub: ${text}`);
  await askMany(scene, text, { many: Number(many), isInTurn: how === 'sequential' });
};

/** How often the issuer may be asked: the number that the case has. */
async function askMany(
  scene: Scene,
  text: string,
  { many, isInTurn }: Readonly<{ many: number; isInTurn: boolean }>,
): Promise<void> {
  const target = await scene.run.start();
  target.keys.replyWith({ keys: [signingKey().jwk], ...timing(text) });
  const isUnknown = /unknown/.test(text);
  const tokens = Array.from({ length: many }, (_, index) =>
    mint(isUnknown ? { header: { kid: `unknown-${index}` } } : {}),
  );
  if (isInTurn) for (const token of tokens) await askWith(scene, target, token);
  else await Promise.all(tokens.map((token) => askWith(scene, target, token)));
  const sentences = scene.attack.expect.must ?? [];
  const [most = 0] = sentences.flatMap(
    (sentence) => /at most (\d+) (?:certificate )?fetch/.exec(sentence)?.[1] ?? [],
  );
  scene.run.facts.set('fetches are bounded', target.keys.requests.length <= Number(most));
}

function timing(text: string): KeySetResponse {
  const delay = /in (\d+) ms/.exec(text)?.[1];
  const maxAge = /max-age[ =](\d+)/.exec(text)?.[1];
  return {
    ...(delay === undefined ? {} : { delay: Number(delay) }),
    ...(maxAge === undefined ? {} : { headers: { 'cache-control': `public, max-age=${maxAge}` } }),
  };
}

type Trouble = KeySetResponse | 'down';

/** What is wrong with the issuer, each by itself. */
function troublesIn(text: string): readonly Trouble[] {
  const known: readonly (readonly [RegExp, Trouble])[] = [
    [/ECONNREFUSED|\bdown\b/, 'down'],
    [/ECONNRESET/, { reset: true }],
    [/\b5\d\d\b/, { status: 500 }],
    [/\bhangs?\b|never (?:answers|replies)/, { hang: true }],
    [/not JSON|HTML/, { body: '<html>' }],
    [/empty key set|no keys/, { keys: [] }],
    [/redirects?\b|\b30[1278]\b/, { status: 302, headers: { location: 'https://evil.example/keys' } }],
  ];
  return known.filter(([pattern]) => pattern.test(text)).map(([, trouble]) => trouble);
}

/** Asks while the issuer is in trouble, and once more when it is not. */
async function suffer(scene: Scene, trouble: Trouble): Promise<boolean> {
  const target = await scene.run.start();
  const good = { keys: [signingKey().jwk] };
  if (trouble !== 'down') {
    target.keys.replyWith(trouble);
    await askWith(scene, target, mint());
    target.keys.replyWith(good);
    return (await askAgain(target)) === 200;
  }
  await target.keys.close();
  await askWith(scene, target, mint());
  const back = await startKeySetServer(good, target.keys.port);
  const status = await askAgain(target);
  await back.close();
  return status === 200;
}

/** `first answer k1, after expiry k1+k2`: sets of keys, one after the other. */
async function rotate(scene: Scene, text: string): Promise<void> {
  const target = await scene.run.start();
  const sets = String(scene.given['stub'])
    .split(/, (?:then|after|and then|later)\b/)
    .map((step) => [...step.matchAll(/\bk\d\b/g)].map(([name]) => name))
    .filter((names) => names.length > 0);
  const [first = [], ...later] = sets;
  if (later.length === 0) throw new Unread(`stub: ${text}`);
  // The set of keys that a fetch gives now.
  const publish = (names: readonly string[]): void =>
    target.keys.replyWith({ keys: names.map((name) => signingKey(name).jwk) });
  publish(first);
  await target.request({
    path: ME,
    headers: { authorization: `Bearer ${mint({ key: signingKey(first[0]) })}` },
  });
  const before = target.keys.requests.length;
  for (const names of later) publish(names);
  // By the key that the case names, or else by the newest.
  const named = /signed (?:by|with) (k\d)/.exec(text)?.[1] ?? later.flat().toSorted().at(-1);
  if (!later.at(-1)?.includes(named ?? '')) throw new Unread(`a key that is withdrawn: ${text}`);
  await askWith(scene, target, mint({ key: signingKey(named) }));
  scene.run.facts.set('one refresh', target.keys.requests.length - before === 1);
}

async function askWith({ run }: Scene, target: Target, token: string): Promise<void> {
  await run.ask(target, { path: ME, headers: { authorization: `Bearer ${token}` } });
}

async function askAgain(target: Target): Promise<number> {
  return (await target.request({ path: ME, headers: { authorization: `Bearer ${mint()}` } })).status;
}

import { startKeySetServer } from '../../../../libs/identity/test/key-set-server.ts';
import { createSigningKey, mint, signingKey } from '../../../../libs/identity/test/mint-token.ts';
import type { Interpretations, Scene } from './interpretation.ts';
import { ROUTES } from './routes.ts';
import type { Target } from './run.ts';

const ME = ROUTES['ME'] ?? '';

async function askWith({ run }: Scene, target: Target, token: string): Promise<void> {
  await run.ask(target, { path: ME, headers: { authorization: `Bearer ${token}` } });
}

/** The issuer's key set: slow, gone, silent, renewed. */
export const KEY_INTERPRETATIONS: Interpretations = {
  'AC-297': async (scene) => {
    const target = await scene.run.start();
    const headers = { 'cache-control': 'public, max-age=3600' };
    target.keys.answer({ keys: [signingKey().jwk], delay: 20, headers });
    const tokens = Array.from({ length: 50 }, (_, index) => mint({ header: { kid: `unknown-${index}` } }));
    await Promise.all(tokens.map((token) => askWith(scene, target, token)));
    scene.run.facts.set('fetches are bounded', target.keys.requests.length <= 2);
  },

  'AC-299': async (scene) => {
    const recovered: boolean[] = [];
    const good = { keys: [signingKey().jwk] };
    for (const trouble of [{ status: 500 }, { hang: true }]) {
      const target = await scene.run.start();
      target.keys.answer(trouble);
      await askWith(scene, target, mint());
      target.keys.answer(good);
      recovered.push((await askAgain(target)) === 200);
    }
    const target = await scene.run.start();
    await target.keys.close();
    await askWith(scene, target, mint());
    const back = await startKeySetServer(good, target.keys.port);
    recovered.push((await askAgain(target)) === 200);
    await back.close();
    scene.run.facts.set('recovered', recovered.every(Boolean));
  },

  'AC-301': async (scene) => {
    const target = await scene.run.start();
    for (let count = 0; count < 50; count += 1) await askWith(scene, target, mint());
    scene.run.facts.set('fetches are bounded', target.keys.requests.length <= 5);
  },

  'AC-303': async (scene) => {
    const target = await scene.run.start();
    await target.request({ path: ME, headers: { authorization: `Bearer ${mint()}` } });
    const next = createSigningKey('k2');
    target.keys.answer({ keys: [signingKey().jwk, next.jwk] });
    await askWith(scene, target, mint({ key: next }));
    scene.run.facts.set('one refresh', target.keys.requests.length === 2);
  },
};

async function askAgain(target: Target): Promise<number> {
  return (await target.request({ path: ME, headers: { authorization: `Bearer ${mint()}` } })).status;
}

import { gzipSync } from 'node:zlib';
import { buildContext, buildHttpApiEvent } from '../../../../libs/gateway/test/build-event.ts';
import type { Interpretation, Interpretations, Scene } from './interpretation.ts';
import { form, note } from './routes.ts';

type Sketch = Parameters<typeof buildHttpApiEvent>[0];

function send(...sketches: NonNullable<Sketch>[]): Interpretation {
  return async ({ run }) => {
    const target = await run.start();
    // Loading what validates bodies is no part of judging one.
    await target.request(note({ text: 'warm' }));
    for (const sketch of sketches) await run.ask(target, sketch);
  };
}

async function askWithSecret({ run }: Scene, path: string): Promise<void> {
  const target = await run.start();
  await run.ask(target, { path });
  const lines = target.lines.filter(({ level }) => level === 'error');
  const isOne = lines.length === 1 && typeof lines[0]?.['requestId'] === 'string' && 'error' in lines[0];
  run.facts.set('the error is logged once', isOne);
}

const TOKEN_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** Bodies, parameters, and handlers in trouble. */
export const BODY_INTERPRETATIONS: Interpretations = {
  'AC-227': (scene) => askWithSecret(scene, '/zz-boom'),
  'AC-229': send(note('{"password":hunter2}')),

  'AC-241': async ({ run }) => {
    const target = await run.start();
    const event = buildHttpApiEvent({ path: '/zz-hang' });
    await run.send(target, event, '/zz-hang', buildContext({ remainingMs: 3_000 }));
  },

  'AC-243': async ({ run }) => {
    const target = await run.start();
    await target.request(note({ text: 'warm' }));
    await target.request(form(''));
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 'a'));
    const headers = { 'content-encoding': 'gzip' };
    const before = process.memoryUsage().rss;
    await run.ask(target, { ...note(bomb), headers: { ...headers, 'content-type': 'application/json' } });
    await run.ask(target, { ...form(''), headers: { ...headers, ...TOKEN_TYPE }, body: bomb });
    run.facts.set('memory is bounded', process.memoryUsage().rss - before < 64 * 1024 * 1024);
  },

  'AC-245': send(
    note(`${'['.repeat(49_000)}${']'.repeat(49_000)}`),
    note(`{"text":${'['.repeat(49_000)}${']'.repeat(49_000)}}`),
  ),
  'AC-247': send(form(Array.from({ length: 1_001 }, (_, index) => `p${index}=1`).join('&'))),
  'AC-249': send({ ...note('x'.repeat(5_500_000)), headers: { 'content-type': 'text/plain' } }),

  'AC-251': async ({ run }) => {
    const event = buildHttpApiEvent(note({ text: 'x' }));
    await run.send(await run.start(), { ...event, body: '%%%', isBase64Encoded: true }, '/zz-json');
  },

  'AC-253': send(
    note('{"text":"x","__proto__":{"isAdmin":true}}'),
    note('{"text":"x","constructor":{"prototype":{"isAdmin":true}}}'),
  ),
  'AC-255': send(note({ text: 'x' })),
  'AC-257': send({ path: '/zz-query?role=USERS&role=ADMINS' }),
  'AC-269': send({ path: '/zz-header?v=a%0d%0aset-cookie:%20evil=1' }),
};

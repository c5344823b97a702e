import { buildContext, buildHttpApiEvent } from '@lambda-nest/testing';
import type { Interpretation, Scene } from './interpretation.ts';
import { readRequests } from './read-requests.ts';
import type { Target } from './run.ts';
import { Unread } from './unread.ts';

type Step = Readonly<{ prose: string; isOpen: boolean }>;

/** `start handler(GET ADMIN as USER)` does not wait for its end; `GET ADMIN as ADMIN -> 200` does. */
const START = /start handler\((.+)\)/;
const REQUEST = /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE) \S+/;
const SLOW = /take (\d+) ms/;
/** There is none that is keyed by a token, so nothing can be put there. */
const TOKEN_CACHE = /whatever cache/;

/** Requests in a row and side by side: what one leaves behind, another must not find. */
export const interpretSteps: Interpretation = async (scene) => {
  const { run } = scene;
  const target = await run.start();
  const said = (scene.given['steps'] as readonly string[]).map(String);
  const delay = said.flatMap((step) => SLOW.exec(step)?.[1] ?? []).map(Number)[0];
  if (delay !== undefined) target.keys.replyWith({ keys: await keysOf(target), delay });
  const open: Promise<void>[] = [];
  for (const step of said.flatMap(toStep)) {
    const sent = send(scene, target, step.prose);
    if (step.isOpen) open.push(sent);
    else await sent;
  }
  await Promise.all(open);
  // Where a status is that of another, it is compared, whatever it is.
  if ([scene.attack.expect.status].flat().some((status) => String(status).startsWith('same ')))
    compare(scene);
};

function toStep(said: string): readonly Step[] {
  if (TOKEN_CACHE.test(said) || SLOW.test(said)) return [];
  const started = START.exec(said)?.[1];
  if (started !== undefined) return [{ prose: started, isOpen: true }];
  if (!REQUEST.test(said)) throw new Unread(`step: ${said}`);
  return [{ prose: said.replace(/ ->.*$/, ''), isOpen: false }];
}

async function send(scene: Scene, target: Target, prose: string): Promise<void> {
  const given = { trigger: 'httpapi-v2', request: prose };
  const requests = readRequests({ ...scene, given }, { target, mounted: [] });
  // In its place before it is sent, so that outcomes stand in the order of the steps.
  const sends = requests.map(async ({ name, sketch }) => {
    const place = scene.run.exchanges.length;
    scene.run.note(name, 'open');
    const started = performance.now();
    const response = await target.send(buildHttpApiEvent(sketch), buildContext());
    const ms = performance.now() - started;
    scene.run.exchanges[place] = { route: name, outcome: response.status, ms, response };
  });
  await Promise.all(sends);
}

function compare({ run }: Scene): void {
  const outcomes = new Set(run.exchanges.map(({ outcome }) => outcome));
  const said = run.exchanges.map(({ outcome }) => outcome).join();
  run.exchanges.length = 0;
  run.note('every step', outcomes.size === 1 ? 'same' : said);
}

async function keysOf({ keys }: Target): Promise<readonly unknown[]> {
  const { keys: set } = (await (await fetch(keys.uri)).json()) as { keys: unknown[] };
  return set;
}

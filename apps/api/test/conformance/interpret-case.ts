import type { AttackCase, AttackCases } from './attack-case.ts';
import { interpretBoot } from './interpret-boot.ts';
import { interpretGateway } from './interpret-gateway.ts';
import { interpretGuardCall } from './interpret-guard-call.ts';
import { interpretInventory } from './interpret-inventory.ts';
import { interpretKeys, isAboutKeys } from './interpret-keys.ts';
import { interpretRequests } from './interpret-requests.ts';
import { interpretStatic } from './interpret-static.ts';
import { interpretSteps } from './interpret-steps.ts';
import { interpretVector } from './interpret-vector.ts';
import type { Interpretation, Scene } from './interpretation.ts';
import { findViolations } from './judge-case.ts';
import { TokenReader } from './read-token.ts';
import { Run } from './run.ts';
import { Unread } from './unread.ts';

/** The first whose words a case has. Nothing depends on the number of a case: others of the same form are read alike. */
const INTERPRETATIONS: readonly (readonly [(scene: Scene) => boolean, Interpretation])[] = [
  [({ given }) => given.trigger === 'emulator', interpretGateway],
  [({ given }) => given.trigger === 'static', interpretStatic],
  [({ given }) => given['call'] !== undefined, interpretGuardCall],
  [({ given }) => given['walk'] !== undefined, interpretInventory],
  [({ given }) => given['steps'] !== undefined, interpretSteps],
  [({ given }) => given.trigger === 'boot', interpretBoot],
  [(scene) => ['load', 'stub'].includes(scene.given.trigger) || isAboutKeySet(scene), interpretKeys],
  [() => true, interpretRequests],
];

/** Does what a case describes and tells what came otherwise than it wants. A case that cannot be done is a violation too. */
export async function interpretCase(
  attack: AttackCase,
  cases: AttackCases,
  hosts: string[],
): Promise<readonly string[]> {
  const run = new Run();
  const tokens = new TokenReader(cases.recipes);
  hosts.length = 0;
  const scene = { run, attack, given: attack.given, tokens, cases, hosts };
  try {
    return [...(await play(scene)), ...(await health(run))];
  } catch (error) {
    if (error instanceof Unread) return [`not interpreted: ${error.message}`];
    throw error;
  } finally {
    await run.close();
  }
}

async function play(scene: Scene): Promise<readonly string[]> {
  const { run, attack, tokens } = scene;
  if (attack.given['vector'] !== undefined) {
    const violations = await interpretVector(scene);
    // The vector says which statuses are right.
    const status = run.exchanges.map(({ outcome }) => outcome);
    return [
      ...violations,
      ...findViolations({ ...attack, expect: { ...attack.expect, status } }, run, tokens.made),
    ];
  }
  const [, interpret = interpretRequests] = INTERPRETATIONS.find(([isOurs]) => isOurs(scene)) ?? [];
  await interpret(scene);
  return findViolations(attack, run, tokens.made);
}

function isAboutKeySet(scene: Scene): boolean {
  return scene.given['stub'] !== undefined && isAboutKeys(scene);
}

/** After every case the same process still answers. */
async function health({ targets }: Run): Promise<readonly string[]> {
  const responses = await Promise.all(targets.map((target) => target.request({ path: '/v1/manage/hc' })));
  return responses.every(({ status }) => status === 200) ? [] : ['the health check fails afterwards'];
}

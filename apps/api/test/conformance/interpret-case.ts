import type { AttackCase, AttackCases } from './attack-case.ts';
import { BODY_INTERPRETATIONS } from './interpret-bodies.ts';
import { EVENT_INTERPRETATIONS } from './interpret-events.ts';
import { GATEWAY_INTERPRETATIONS } from './interpret-gateway.ts';
import { GUARD_INTERPRETATIONS } from './interpret-guards.ts';
import { KEY_INTERPRETATIONS } from './interpret-keys.ts';
import { interpretRequest, isPlainRequest } from './interpret-request.ts';
import { SIGN_IN_INTERPRETATIONS } from './interpret-sign-in.ts';
import { START_INTERPRETATIONS, STATE_INTERPRETATIONS } from './interpret-start.ts';
import { STATIC_INTERPRETATIONS } from './interpret-static.ts';
import { interpretVector } from './interpret-vector.ts';
import type { Interpretations } from './interpretation.ts';
import { findFaults } from './judge-case.ts';
import { TokenReader } from './read-token.ts';
import { Run } from './run.ts';

const INTERPRETATIONS: Interpretations = {
  ...EVENT_INTERPRETATIONS,
  ...GUARD_INTERPRETATIONS,
  ...SIGN_IN_INTERPRETATIONS,
  ...BODY_INTERPRETATIONS,
  ...START_INTERPRETATIONS,
  ...STATE_INTERPRETATIONS,
  ...KEY_INTERPRETATIONS,
  ...GATEWAY_INTERPRETATIONS,
  ...STATIC_INTERPRETATIONS,
};

/** Does what a case describes and tells what came otherwise than it wants. A case that nobody can do is a fault too. */
export async function interpretCase(
  attack: AttackCase,
  cases: AttackCases,
  hosts: string[],
): Promise<readonly string[]> {
  const run = new Run();
  const tokens = new TokenReader(cases.recipes);
  hosts.length = 0;
  const scene = { run, given: attack.given, tokens, cases, hosts };
  try {
    if (attack.given['vector'] !== undefined) {
      const faults = await interpretVector(scene);
      const { status: _, ...expect } = attack.expect;
      const seen = run.exchanges.map(({ outcome }) => outcome);
      return [
        ...faults,
        ...findFaults({ ...attack, expect: { ...expect, status: seen } }, run, tokens.made),
        ...(await health(run)),
      ];
    }
    const interpret =
      INTERPRETATIONS[attack.id] ?? (isPlainRequest(attack.given) ? interpretRequest : undefined);
    if (!interpret) return [`not interpreted: ${attack.given.trigger}`];
    await interpret(scene);
    return [...findFaults(attack, run, tokens.made), ...(await health(run))];
  } finally {
    await run.close();
  }
}

/** After every case the same process still answers. */
async function health({ targets }: Run): Promise<readonly string[]> {
  const answers = await Promise.all(targets.map((target) => target.request({ path: '/v1/manage/hc' })));
  return answers.every(({ status }) => status === 200) ? [] : ['the health check fails afterwards'];
}

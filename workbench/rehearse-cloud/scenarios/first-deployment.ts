import { equal } from 'node:assert/strict';
import { versionAt, versionOf } from '../deployed.ts';
import { signIn } from '../../sign-in.ts';
import type { Scenario } from '../scenario.ts';

/** What a deployment may take besides the build on a quiet machine with two cores; a busy one may take longer. */
const EXPECTED_SECONDS = 60;

export const firstDeployment: Scenario = {
  name: 'A first deployment ends well, and its address replies and signs in',
  async run(rehearsal) {
    const { deploy, run } = rehearsal;
    const built = await run(['libs/toolkit/src/build/main.ts']);
    equal(built.code, 0, built.output);
    const { url, seconds } = await deploy('dev');
    equal(await versionAt(url), await versionOf(rehearsal));
    for (const [user, path, status] of [
      ['user', 'users/whoami', 200],
      ['guest', 'users/whoami', 403],
      ['user', 'admin/endpoints', 403],
      ['admin', 'admin/endpoints', 200],
    ] as const) {
      const headers = { authorization: `Bearer ${await signIn(url, user)}` };
      equal((await fetch(`${url}/v1/${path}`, { headers })).status, status, `${path} as ${user}`);
    }
    const rest = seconds - built.seconds;
    const verdict = rest > EXPECTED_SECONDS ? `, more than the ${EXPECTED_SECONDS} s of a quiet machine` : '';
    return `${seconds.toFixed(0)} s, of which about ${built.seconds.toFixed(0)} s build${verdict}`;
  },
};

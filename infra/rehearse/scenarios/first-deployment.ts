import { equal, ok } from 'node:assert/strict';
import { signIn, versionAt, versionOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

/** On a quiet machine with two cores; building takes most of it. */
const MAX_SECONDS_AFTER_BUILD = 60;

export const firstDeployment: Scenario = {
  name: 'A first deployment ends well, and its address replies and signs in',
  async run(rehearsal) {
    const { deploy, run } = rehearsal;
    const built = await run(['infra/build/main.ts']);
    equal(built.code, 0, built.output);
    const { url, seconds } = await deploy('dev');
    ok(seconds - built.seconds <= MAX_SECONDS_AFTER_BUILD, `${seconds} s, of which ${built.seconds} s build`);
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
    return `${seconds.toFixed(0)} s, of which about ${built.seconds.toFixed(0)} s build`;
  },
};

import { equal } from 'node:assert/strict';
import { addressOf, raiseVersion, versionAt } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

export const rollback: Scenario = {
  name: 'serverless rollback goes back to an earlier deployment by its timestamp',
  async run(rehearsal) {
    const { serverless, deploy } = rehearsal;
    const url = await addressOf(rehearsal);
    const timestamps = async (): Promise<string[]> =>
      [...(await serverless('deploy list', '--stage', 'dev')).output.matchAll(/Timestamp: (\d+)/g)].map(
        ([, timestamp = '']) => timestamp,
      );
    await deploy('dev');
    // The last of those that ended well: deployments that failed are listed too.
    const before = (await timestamps()).at(-1) ?? '';
    const { before: old, after } = await raiseVersion(rehearsal);
    await deploy('dev');
    equal(await versionAt(url), after);
    const { code, output, seconds } = await serverless('rollback', '--stage', 'dev', '--timestamp', before);
    equal(code, 0, output);
    equal(await versionAt(url), old);
    return `${(await timestamps()).length} deployments listed, back in ${seconds.toFixed(0)} s`;
  },
};

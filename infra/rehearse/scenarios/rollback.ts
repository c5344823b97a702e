import { equal } from 'node:assert/strict';
import { addressOf, setVersion, versionAt } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

export const rollback: Scenario = {
  name: 'serverless rollback goes back to an earlier deployment by its timestamp',
  async run(rehearsal) {
    const { serverless, deploy } = rehearsal;
    const url = await addressOf(rehearsal);
    await setVersion(rehearsal, '1.0.1', '1.0.3');
    await deploy('dev');
    equal(await versionAt(url), '1.0.3');
    const list = await serverless('deploy list', '--stage', 'dev');
    const timestamps = [...list.output.matchAll(/Timestamp: (\d+)/g)].map(([, timestamp = '']) => timestamp);
    const before = timestamps.at(-2) ?? '';
    const { code, output, seconds } = await serverless('rollback', '--stage', 'dev', '--timestamp', before);
    equal(code, 0, output);
    equal(await versionAt(url), '1.0.1');
    return `${timestamps.length} deployments listed, back in ${seconds.toFixed(0)} s`;
  },
};

import { match } from 'node:assert/strict';
import type { Scenario } from '../scenario.ts';

export const nothingChanged: Scenario = {
  name: 'A deployment that changes nothing says so',
  async run({ deploy }) {
    const { output, seconds } = await deploy('dev');
    match(output, /No changes to deploy\. Deployment skipped\./);
    return `${seconds.toFixed(0)} s, built again`;
  },
};

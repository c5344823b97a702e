import { equal, notEqual } from 'node:assert/strict';
import { addressOf, versionAt, versionOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

export const twoStages: Scenario = {
  name: 'The same zip is promoted to a second stage, which lives beside the first',
  async run(rehearsal) {
    const url = await addressOf(rehearsal);
    const version = await versionOf(rehearsal);
    const { url: promoted, seconds } = await rehearsal.deploy('staging', '--param', 'artifact=dist/api.zip');
    notEqual(promoted, url);
    equal(await versionAt(promoted), version);
    equal(await versionAt(url), version);
    const removed = await rehearsal.serverless('remove', '--stage', 'staging');
    equal(removed.code, 0, removed.output);
    equal((await fetch(`${promoted}/v1/manage/hc`)).status, 404);
    equal(await versionAt(url), version);
    return `promoted in ${seconds.toFixed(0)} s; the first stage replies after the second was removed`;
  },
};

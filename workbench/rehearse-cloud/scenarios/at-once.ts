import { equal, match, ok } from 'node:assert/strict';
import { addressOf, versionAt, versionOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';

const PARAMETERS = ['--param', 'firebaseProject=demo-local', '--param', 'artifact=dist/api.zip'];

export const atOnce: Scenario = {
  name: 'Of two deployments at once one ends well, and the other does too or says that the stack is being updated',
  async run(rehearsal) {
    const { serverless } = rehearsal;
    const url = await addressOf(rehearsal);
    const deploy = (level: string) =>
      serverless('deploy', '--stage', 'dev', ...PARAMETERS, '--param', `logLevel=${level}`);
    const both = await Promise.all([deploy('warn'), deploy('error')]);
    ok(
      both.some(({ code }) => code === 0),
      both.map(({ output }) => output).join('\n'),
    );
    const failed = both.find(({ code }) => code !== 0);
    if (failed) match(failed.output, /IN_PROGRESS|already exists|cannot be (?:changed|executed)/);
    equal(await versionAt(url), await versionOf(rehearsal));
    return failed ? 'one said that the stack is being updated' : 'both ended well, one after the other';
  },
};

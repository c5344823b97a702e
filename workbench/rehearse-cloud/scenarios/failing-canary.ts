import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { addressOf } from '../deployed.ts';
import { signIn } from '../../sign-in.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

const FILE = 'apps/api/src/me/me.controller.ts';
const BEFORE = '    return { claims: caller.claims };';
/** Only where it is deployed, or the build would notice it. */
const FAILING = `    if (process.env['AWS_LAMBDA_FUNCTION_NAME']?.includes('-dev-')) throw new Error('A mistake.');\n${BEFORE}`;
const ALIAS = { FunctionName: 'lambda-nest-api-dev-api', Name: 'live' };
/** Twelve minutes of the local CodeDeploy last as long as one of an alarm. */
const CANARY = ['release=canary', 'releasePercent=50', 'releaseMinutes=40'].flatMap((text) => [
  '--param',
  text,
]);

export const failingCanary: Scenario = {
  name: 'A canary whose alarm fires goes back, and its version gets no request afterwards',
  async run(rehearsal) {
    const { edit, deploy, client } = rehearsal;
    const url = await addressOf(rehearsal);
    const lambda = new LambdaClient(client);
    const { FunctionVersion: before } = await lambda.send(new GetAliasCommand(ALIAS));
    const headers = { authorization: `Bearer ${await signIn(url, 'user')}` };
    // The check of the version asks as callers without a valid token, so only a caller who is signed in meets this.
    await edit(FILE, BEFORE, FAILING);
    const watch = watchRequests(`${url}/v1/users/whoami`, {
      perSecond: 5,
      headers,
      describe: (status) => `${status}`,
    });
    await rejects(deploy('dev', ...CANARY), /alarm/i);
    const during = await watch.stop();
    await edit(FILE, FAILING, BEFORE);
    deepEqual([...during.counts.keys()].toSorted(), ['200', '500'], tell(during));
    const { FunctionVersion, RoutingConfig } = await lambda.send(new GetAliasCommand(ALIAS));
    equal(FunctionVersion, before);
    deepEqual(RoutingConfig?.AdditionalVersionWeights ?? {}, {});
    const after = watchRequests(`${url}/v1/users/whoami`, { headers, describe: (status) => `${status}` });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const seen = await after.stop();
    deepEqual([...seen.counts.keys()], ['200'], tell(seen));
    ok((seen.counts.get('200') ?? 0) > 5, tell(seen));
    return `${tell(during)}; afterwards ${tell(seen)}`;
  },
};

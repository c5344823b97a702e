import { deepEqual, equal, rejects } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { addressOf, raiseVersion, versionAt } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

/** Passes every check beforehand: only CloudWatch Logs knows that it is no pattern. After the alias, so in the middle. */
const RESOURCE = `Resources:
  RejectedFilter:
    Type: AWS::Logs::MetricFilter
    DependsOn: ApiLambdaAliasLive
    Properties:
      LogGroupName: !Ref ApiLogGroup
      FilterPattern: '{ $.level = '
      MetricTransformations: [{ MetricName: rejected, MetricNamespace: rehearsal, MetricValue: '1' }]
`;
const REJECTED = '  - ${file(infra/resources/rejected.yml)}';
const LAST = '  - ${file(infra/resources/outputs.yml)}';

export const rejectedProperty: Scenario = {
  name: 'A property that AWS rejects in the middle is rolled back, the old version serving afterwards',
  async run(rehearsal) {
    const { root, edit, deploy, client } = rehearsal;
    const url = await addressOf(rehearsal);
    await writeFile(join(root, 'infra/resources/rejected.yml'), RESOURCE);
    await edit('serverless.yml', LAST, `${LAST}\n${REJECTED}`);
    const { before } = await raiseVersion(rehearsal);
    const watch = watchRequests(`${url}/v1/manage/hc`, { describe: (status) => `${status}` });
    await rejects(deploy('dev'), /RejectedFilter/);
    const watched = await watch.stop();
    deepEqual([...watched.counts.keys()], ['200'], tell(watched));
    const { Stacks = [] } = await new CloudFormationClient(client).send(
      new DescribeStacksCommand({ StackName: 'lambda-nest-api-dev' }),
    );
    equal(Stacks[0]?.StackStatus, 'UPDATE_ROLLBACK_COMPLETE');
    equal(await versionAt(url), before);
    await edit('serverless.yml', `${LAST}\n${REJECTED}`, LAST);
    await deploy('dev');
    return `UPDATE_ROLLBACK_COMPLETE, and without it the same version is deployed; beside it ${tell(watched)}`;
  },
};

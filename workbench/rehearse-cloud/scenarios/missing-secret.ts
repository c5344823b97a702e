import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { addressOf } from '../deployed.ts';
import type { Scenario } from '../scenario.ts';
import { tell, watchRequests } from '../watch-requests.ts';

const NAME = '/lambda-nest-api/dev/firebase-app-api-key';
const COMMAND = `aws ssm put-parameter --region eu-west-1 --name ${NAME} --type String --value`;

export const missingSecret: Scenario = {
  name: 'A deployment whose secret is missing says how to make it, before it touches the stack',
  async run(rehearsal) {
    const { deploy, client, serverless } = rehearsal;
    const url = await addressOf(rehearsal);
    const ssm = new SSMClient(client);
    const cloudFormation = new CloudFormationClient(client);
    const updated = async (): Promise<Date | undefined> =>
      (await cloudFormation.send(new DescribeStacksCommand({ StackName: 'lambda-nest-api-dev' }))).Stacks?.[0]
        ?.LastUpdatedTime;
    const before = await updated();
    await ssm.send(new DeleteParameterCommand({ Name: NAME }));
    const watch = watchRequests(`${url}/v1/manage/hc`, { describe: (status) => `${status}` });
    const { code, output } = await serverless(
      'deploy',
      '--stage',
      'dev',
      '--param',
      'firebaseProject=demo-local',
      '--param',
      'artifact=dist/api.zip',
    );
    equal(code, 1);
    match(output, /SSM has no parameter \/lambda-nest-api\/dev\/firebase-app-api-key in eu-west-1/);
    ok(output.includes(COMMAND), output);
    deepEqual(await updated(), before);
    const watched = await watch.stop();
    deepEqual([...watched.counts.keys()], ['200'], tell(watched));
    await ssm.send(new PutParameterCommand({ Name: NAME, Type: 'String', Value: 'local' }));
    await deploy('dev', '--param', 'artifact=dist/api.zip', '--param', 'logLevel=info');
    return `rejected with the command that makes it; beside it ${tell(watched)}`;
  },
};

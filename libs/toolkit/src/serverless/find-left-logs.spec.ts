import { describe, expect, it } from '@jest/globals';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Template } from '../template/template.ts';
import { findLeftLogs, type Surroundings } from './find-left-logs.ts';

const NAME = '/aws/lambda/shop-dev-api';
const TEMPLATE: Template = {
  Resources: {
    ApiLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: NAME } },
    Unnamed: { Type: 'AWS::Logs::LogGroup', Properties: {} },
    Role: { Type: 'AWS::IAM::Role', Properties: { LogGroupName: NAME } },
  },
};

/** An account with these log groups, and a stack that has this one, or fails so. */
function accountWith(
  names: readonly string[],
  stack: { physicalId: string } | { error: string },
): Surroundings {
  const describeGroups = async () => ({ logGroups: names.map((logGroupName) => ({ logGroupName })) });
  const describeResource = async () => {
    if ('error' in stack) throw Object.assign(new Error('Stack does not exist'), { name: stack.error });
    return { StackResourceDetail: { PhysicalResourceId: stack.physicalId } };
  };
  return {
    stackName: 'shop-dev',
    region: 'eu-west-1',
    logs: { send: describeGroups as unknown as CloudWatchLogsClient['send'] },
    cloudFormation: { send: describeResource as unknown as CloudFormationClient['send'] },
  };
}

describe('findLeftLogs', () => {
  it('finds a log group that an earlier stack left', async () => {
    const account = accountWith([NAME], { error: 'ValidationError' });
    await expect(findLeftLogs(TEMPLATE, account)).resolves.toEqual([
      `The log group ${NAME} in eu-west-1 is there already, from an earlier stack, and CloudFormation cannot make it again. ` +
        'Delete it, when its records are not needed any more:\n' +
        `  aws logs delete-log-group --region eu-west-1 --log-group-name ${NAME}`,
    ]);
  });

  it('finds one that is there while the stack has another', async () => {
    const account = accountWith([NAME], { physicalId: '/aws/http-api/shop-dev' });
    await expect(findLeftLogs(TEMPLATE, account)).resolves.toHaveLength(1);
  });

  it('finds none where the stack has it', async () => {
    await expect(findLeftLogs(TEMPLATE, accountWith([NAME], { physicalId: NAME }))).resolves.toEqual([]);
  });

  it('finds none where only a longer name is there', async () => {
    const account = accountWith([`${NAME}-2`], { error: 'ValidationError' });
    await expect(findLeftLogs(TEMPLATE, account)).resolves.toEqual([]);
  });

  it('throws what AWS says otherwise', async () => {
    const account = accountWith([NAME], { error: 'AccessDenied' });
    await expect(findLeftLogs(TEMPLATE, account)).rejects.toThrow('Stack does not exist');
  });
});

import { expect, it } from '@jest/globals';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Template } from '../template/template.ts';
import { isDeployed } from './is-deployed.ts';

const template = (key: string, CodeSha256 = 'one'): Template => ({
  Resources: {
    Function: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'bucket', S3Key: key } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { CodeSha256 } },
  },
});
const stackOf = (send: () => Promise<unknown>) => ({ send }) as unknown as CloudFormationClient;
const having = (deployed: Template) => stackOf(async () => ({ TemplateBody: JSON.stringify(deployed) }));
const rejecting = (error: object) => stackOf(() => Promise.reject(Object.assign(new Error('no'), error)));

it('knows a template that only names another place of the same zip', async () => {
  expect(await isDeployed(template('2/lambda.zip'), 'x', having(template('1/lambda.zip')))).toBe(true);
});

it('knows one with another zip', async () => {
  expect(await isDeployed(template('1', 'two'), 'x', having(template('1')))).toBe(false);
});

it('takes a stack that AWS does not show for another one, and no mistake of ours', async () => {
  expect(await isDeployed(template('1'), 'x', rejecting({ $metadata: {} }))).toBe(false);
  await expect(isDeployed(template('1'), 'x', rejecting({}))).rejects.toThrow('no');
});

import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  UpdateStackCommand,
  type Stack,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import type { TestCloud } from './start-test-cloud.ts';
import { waitFor } from './wait-for.ts';

export type Stacks = {
  client: CloudFormationClient;
  /**
   * Creates or updates a stack, and gives it at the end of the operation.
   *
   * @param more further input of CreateStack or UpdateStack
   */
  deploy(StackName: string, template: object, more?: object): Promise<Stack>;
  /** Removes a stack, and waits until it is gone. */
  remove(StackName: string): Promise<void>;
  describe(StackName: string): Promise<Stack>;
  /** The oldest first. */
  events(StackName: string): Promise<StackEvent[]>;
  /** Waits until no operation is under way, whether it succeeded or failed. */
  settle(StackName: string): Promise<Stack>;
  /** Makes a change set and executes it; gives the reason when it has no changes. */
  deployByChangeSet(StackName: string, template: object, type: 'CREATE' | 'UPDATE'): Promise<Stack | string>;
};

const Capabilities = ['CAPABILITY_NAMED_IAM' as const];

/** CloudFormation of a cloud, as tests use it. */
export function stacksOf({ client: config }: Pick<TestCloud, 'client'>): Stacks {
  const client = new CloudFormationClient(config);
  const find = async (StackName: string): Promise<Stack | undefined> =>
    (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  const settle = (StackName: string): Promise<Stack> =>
    waitFor(async () => {
      const stack = await find(StackName);
      return stack && /(COMPLETE|FAILED)$/.test(stack.StackStatus ?? '') ? stack : undefined;
    });
  return {
    client,
    settle,
    async deploy(StackName, template, more = {}) {
      const input = { StackName, TemplateBody: JSON.stringify(template), Capabilities, ...more };
      const exists = await find(StackName).catch(() => undefined);
      const command = exists ? new UpdateStackCommand(input) : new CreateStackCommand(input);
      await client.send(command as CreateStackCommand);
      return settle(StackName);
    },
    async remove(StackName) {
      const { StackId } = await this.describe(StackName);
      await client.send(new DeleteStackCommand({ StackName }));
      await settle(StackId ?? '');
    },
    async describe(StackName) {
      const stack = await find(StackName);
      if (!stack) throw new Error(`There is no stack ${StackName}.`);
      return stack;
    },
    async events(StackName) {
      const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
      return StackEvents.reverse();
    },
    async deployByChangeSet(StackName, template, ChangeSetType) {
      const named = { StackName, ChangeSetName: 'deployment' };
      const TemplateBody = JSON.stringify(template);
      await client.send(new CreateChangeSetCommand({ ...named, ChangeSetType, TemplateBody, Capabilities }));
      // The local AWS has made it before it replies.
      const { Status, StatusReason = '' } = await client.send(new DescribeChangeSetCommand(named));
      if (Status === 'FAILED') return StatusReason;
      await client.send(new ExecuteChangeSetCommand(named));
      return settle(StackName);
    },
  };
}

/** Outputs of a stack by their keys. */
export function outputsOf({ Outputs = [] }: Stack): Record<string, string> {
  return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

import { strToU8, zipSync } from 'fflate';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type InvokeCommandOutput,
} from '@aws-sdk/client-lambda';
import type { TestCloud } from '../../src/testing/start-test-cloud.ts';

/** A zip with these files. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: '1980-01-01T00:00:00' }));
}

/** A zip whose only file is the handler. */
export const handlerZip = (text: string): Buffer => zipOf({ 'index.mjs': text });

const document = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

/** Makes a role that Lambda may assume, with a policy of these actions. */
export async function makeRole(
  { client }: Pick<TestCloud, 'client'>,
  RoleName: string,
  actions: readonly string[] = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
): Promise<string> {
  const iam = new IAMClient(client);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  if (actions.length > 0) {
    const PolicyDocument = document({ Effect: 'Allow', Action: actions, Resource: '*' });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  }
  return Role?.Arn ?? '';
}

/** Replies with what it was given. */
export const ECHO =
  'export const handler = async (event, context) => ({ event, context, env: process.env, args: process.execArgv });';

export type Functions = {
  lambda: LambdaClient;
  /** Makes a function of a handler or a zip, and gives its name. */
  create(FunctionName: string, code: string | Buffer, more?: object): Promise<string>;
  invoke(
    FunctionName: string,
    payload?: unknown,
    more?: object,
  ): Promise<InvokeCommandOutput & { value: Record<string, unknown> }>;
};

/** Makes functions with a role that may log. */
export async function makeFunctions(cloud: Pick<TestCloud, 'client'>): Promise<Functions> {
  const lambda = new LambdaClient(cloud.client);
  const Role = await makeRole(cloud, 'function-role');
  return {
    lambda,
    async create(FunctionName, code, more = {}) {
      const ZipFile = typeof code === 'string' ? handlerZip(code) : code;
      const settings = {
        FunctionName,
        Role,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile },
      } as const;
      await lambda.send(new CreateFunctionCommand({ ...settings, ...more }));
      return FunctionName;
    },
    async invoke(FunctionName, payload = {}, more = {}) {
      const result = await lambda.send(
        new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload), ...more }),
      );
      const text = Buffer.from(result.Payload ?? []).toString('utf8');
      return { ...result, value: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown> };
    },
  };
}

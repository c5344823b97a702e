import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AwsError } from '../endpoint/aws-error.ts';
import type { Call, Input } from '../endpoint/call.ts';
import { requireEmulator } from '../../emulators.ts';

type Dynalite = (options: Readonly<Record<string, unknown>>) => Server;

export type Tables = Readonly<{
  /** Does an operation of DynamoDB in the region of the call. Throws AwsError as DynamoDB does. */
  run(operation: string, input: Input, call: Call): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}>;

/**
 * DynamoDB of each region, by dynalite, whose tables are files of the folder. A region is there from its first call on: most clouds
 * never have a table.
 */
export function serveTables(folder: string): Tables {
  const regions = new Map<string, Promise<Server>>();
  const start = async (region: string): Promise<Server> => {
    const dynalite = requireEmulator<Dynalite>('dynalite.cjs');
    const path = join(folder, region);
    mkdirSync(path, { recursive: true });
    const server = dynalite({ path, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const serverOf = (region: string): Promise<Server> => {
    const server = regions.get(region) ?? start(region);
    regions.set(region, server);
    return server;
  };
  return {
    async run(operation, input, { region, accountId }) {
      const { port } = (await serverOf(region)).address() as AddressInfo;
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'x-amz-date': '20260101T000000Z',
          // Nothing checks it.
          authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: toDynalite(JSON.stringify(input), accountId),
      });
      const text = fromDynalite(await response.text(), { region, accountId });
      const output = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      if (response.ok) return output;
      const { __type: type = '', message, Message, ...members } = output;
      const code = String(type).slice(String(type).lastIndexOf('#') + 1);
      const sentence = String(message ?? Message ?? '');
      throw new AwsError(code || 'InternalServerError', sentence, { ...members, status: response.status });
    },
    async close() {
      for (const server of await Promise.all(regions.values())) {
        server.closeAllConnections();
        await new Promise<void>((resolve) => void server.close(() => resolve()));
      }
    },
  };
}

/** The account in the names that dynalite gives tables. Their region is that of the process, and it asks for neither. */
const NO_ACCOUNT = '000000000000';

const ARN = /(arn:aws:dynamodb:)[\w-]+:(\d{12})(:table\/)/g;

/** Names of tables as dynalite knows them. */
function toDynalite(text: string, accountId: string): string {
  return text.replaceAll(ARN, (arn: string, _before: string, account: string) =>
    account === accountId ? arn.replace(accountId, NO_ACCOUNT) : arn,
  );
}

/** Names of tables as they are in the region and the account of a call. */
function fromDynalite(text: string, { region, accountId }: Pick<Call, 'region' | 'accountId'>): string {
  return text.replaceAll(ARN, (arn: string, before: string, account: string, after: string) =>
    account === NO_ACCOUNT ? `${before}${region}:${accountId}${after}` : arn,
  );
}

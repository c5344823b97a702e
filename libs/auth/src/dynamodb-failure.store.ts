import { createHash } from 'node:crypto';
import type * as DynamoDb from '@aws-sdk/client-dynamodb';
import { requireSdk } from '@lambda-nest/application/sdk';
import { FailuresUnavailable, type Failures, type FailureStore } from './failure.store.ts';

type Sdk = typeof DynamoDb;
type Item = Readonly<Record<string, DynamoDb.AttributeValue>>;

export type DynamoDbOptions = Readonly<{
  /** Name of a table with the partition key `id`, a text; its time to live is `expires`. */
  table: string;
  region: string;
  /** Milliseconds that a window lasts. */
  windowMs: number;
  /** Default: the client that Lambda's runtime brings. */
  client?: DynamoDb.DynamoDBClient;
}>;

/** Far less than the function has, so that a caller has a response when the table has none. */
const TIME = { connectionTimeout: 500, requestTimeout: 1500 } as const;

/** Sandboxes that begin a window of one key at the same moment: each of them needs one more look. */
const MAX_TRIES = 10;

const NONE: Failures = { count: 0, until: 0 };

/**
 * Counts failures in a table of DynamoDB that all sandboxes share. What a sandbox counts, every other one reads: reads are consistent
 * and counting is one conditional update. Keys are hashes: no address of a person is in the table.
 *
 * Fails closed: when the table has no response, every method throws `FailuresUnavailable`, and no caller is signed in.
 */
export class DynamoDbFailureStore implements FailureStore {
  readonly #table: string;
  readonly #windowMs: number;
  readonly #sdk: Sdk;
  readonly #client: DynamoDb.DynamoDBClient;

  constructor({ table, region, windowMs, client }: DynamoDbOptions) {
    this.#table = table;
    this.#windowMs = windowMs;
    this.#sdk = requireSdk('@aws-sdk/client-dynamodb');
    this.#client =
      client ?? new this.#sdk.DynamoDBClient({ region, maxAttempts: 2, requestHandler: { ...TIME } });
  }

  async read(keys: readonly string[]): Promise<readonly Failures[]> {
    if (keys.length === 0) return [];
    const ids = keys.map(idOf);
    const Keys = [...new Set(ids)].map((id) => ({ id: { S: id } }));
    const { Responses, UnprocessedKeys } = await this.#ask(() =>
      this.#client.send(
        new this.#sdk.BatchGetItemCommand({
          RequestItems: { [this.#table]: { Keys, ConsistentRead: true } },
        }),
      ),
    );
    // What was left out for want of capacity is not known to be none.
    if (Object.keys(UnprocessedKeys ?? {}).length > 0)
      throw new FailuresUnavailable(new Error('DynamoDB left keys unread.'));
    const found = new Map((Responses?.[this.#table] ?? []).map((item) => [item['id']?.S, toFailures(item)]));
    const now = Date.now();
    return ids.map((id) => {
      const failures = found.get(id) ?? NONE;
      return failures.until > now ? failures : NONE;
    });
  }

  async add(keys: readonly string[]): Promise<void> {
    await Promise.all([...new Set(keys)].map((key) => this.#add(idOf(key))));
  }

  async remove(key: string): Promise<void> {
    const command = new this.#sdk.DeleteItemCommand({
      TableName: this.#table,
      Key: { id: { S: idOf(key) } },
    });
    await this.#ask(() => this.#client.send(command));
  }

  /** One more in the window that there is; else the first of a new one, unless another sandbox was faster. */
  async #add(id: string): Promise<void> {
    for (let left = MAX_TRIES; left > 0; left -= 1) {
      if ((await this.#count(id)) || (await this.#begin(id))) return;
    }
    throw new FailuresUnavailable(new Error(`No window could be begun in ${MAX_TRIES} tries.`));
  }

  #count(id: string): Promise<boolean> {
    return this.#update({
      Key: { id: { S: id } },
      UpdateExpression: 'ADD failures :one',
      ConditionExpression: '#until > :now',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':one': { N: '1' }, ':now': numberOf(Date.now()) },
    });
  }

  #begin(id: string): Promise<boolean> {
    const now = Date.now();
    const until = now + this.#windowMs;
    return this.#update({
      Key: { id: { S: id } },
      UpdateExpression: 'SET failures = :one, #until = :until, expires = :expires',
      ConditionExpression: 'attribute_not_exists(id) OR #until <= :now',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: {
        ':one': { N: '1' },
        ':now': numberOf(now),
        ':until': numberOf(until),
        // Seconds: what DynamoDB removes items by, some time later.
        ':expires': numberOf(Math.ceil(until / 1000)),
      },
    });
  }

  /** @returns whether the condition held */
  async #update(input: Omit<DynamoDb.UpdateItemCommandInput, 'TableName'>): Promise<boolean> {
    const command = new this.#sdk.UpdateItemCommand({ TableName: this.#table, ...input });
    return this.#ask(async () => {
      try {
        await this.#client.send(command);
        return true;
      } catch (error) {
        if (error instanceof this.#sdk.ConditionalCheckFailedException) return false;
        throw error;
      }
    });
  }

  /** Whatever keeps the table from replying (no network, no such table, no permission) is one thing to who signs in; our own mistakes are not. */
  async #ask<Output>(call: () => Promise<Output>): Promise<Output> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof TypeError || error instanceof ReferenceError) throw error;
      throw new FailuresUnavailable(error);
    }
  }
}

function toFailures({ failures, until }: Item): Failures {
  return { count: Number(failures?.N), until: Number(until?.N) };
}

function numberOf(value: number): DynamoDb.AttributeValue {
  return { N: String(value) };
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

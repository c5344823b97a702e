import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { replyAsGoogle } from '@lambda-nest/testing/api';
import type { EventSketch } from '@lambda-nest/testing';
import {
  buildRequest,
  listOperations,
  responseOf,
  type DocumentedOperation,
} from '@lambda-nest/testing/document';
import { isBounded, provocationOf, sendGood } from './document/provoke-responses.ts';
import { startApi, type TestApi } from './start-api.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const requestTo = (change: string): EventSketch => ({ path: `/v1/admin/users/uid-user/${change}` });

/** Requests about an account that the stand-in for the provider knows, in the place of those that are made of the document. */
const ABOUT_ACCOUNTS: Readonly<Record<string, EventSketch>> = {
  disableAccount: requestTo('disable'),
  enableAccount: requestTo('enable'),
  readAccount: { path: '/v1/admin/users/uid-user' },
  resetPassword: { headers: JSON_TYPE, body: '{"email":"user@example.com"}' },
  revokeSessions: requestTo('revoke-sessions'),
  revokeToken: {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'token=AMf-refresh',
  },
  sendAccountReset: requestTo('password-reset'),
  setGrants: {
    ...requestTo('grants'),
    headers: { ...JSON_TYPE, 'if-match': '*' },
    body: '{"groups":["USERS"]}',
  },
  signUp: { headers: JSON_TYPE, body: '{"email":"user@example.com","password":"password"}' },
};

const goodRequestOf = (operation: DocumentedOperation): EventSketch =>
  ABOUT_ACCOUNTS[operation.operationId] ?? buildRequest(operation);

/** Whether the document says nothing of the members that a body has, so that no good one can be made: a class without @ApiProperty. */
const isBodyUnknown = (operation: DocumentedOperation): boolean => goodRequestOf(operation).body === '{}';
const isRedirection = (status: string): boolean => status.startsWith('3');
/** What only a request that reaches its handler is replied to with. */
const OF_HANDLERS = new Set(['500', '503']);

/** Responses that any route may have and the document says of it, without those that are the gateway's own. */
const DOCUMENTED = listOperations().flatMap((operation) =>
  Object.keys(operation.responses).flatMap((status) => {
    const types = Object.entries(responseOf(operation, status)?.content ?? {});
    return types
      .filter(() => provocationOf(operation, status) !== undefined)
      .filter(() => !(isBodyUnknown(operation) && OF_HANDLERS.has(status)))
      .filter(([, { 'x-gateway': isGateway }]) => !isGateway)
      .map(([mediaType, { examples = {} }]) => ({ operation, status, mediaType, examples }));
  }),
);

describe('the document', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it.each(listOperations().map((operation) => [operation.operationId, operation] as const))(
    'promises of %s what a good request of its own is replied to with',
    async (_name, operation) => {
      api.google.replyWith(replyAsGoogle);
      // The handler rejects a response that the document does not have. What is not there yet cannot be found.
      const good = goodRequestOf(operation);
      const { status } = await sendGood({ api, operation, good });
      const statuses = [
        200,
        201,
        202,
        204,
        ...Object.keys(operation.responses).filter(isRedirection).map(Number),
        ...('404' in operation.responses ? [404] : []),
        ...(isBodyUnknown(operation) ? [400] : []),
      ];
      expect(statuses).toContain(status);
    },
  );

  it.each(DOCUMENTED.map((one) => [one.operation.operationId, one.status, one.mediaType, one] as const))(
    'promises of %s %s %s what the application answers',
    async (_name, status, mediaType, { operation, examples }) => {
      api.google.replyWith(replyAsGoogle);
      const good = goodRequestOf(operation);
      const responses = (await provocationOf(operation, status)?.({ api, operation, good })) ?? [];
      const fitting = responses.filter((response) => String(response.status) === status);

      expect(fitting.map(({ headers }) => headers['content-type']?.split(';')[0])).toContain(mediaType);
      const bodies = fitting.map(({ json }) => json());
      // What is not valid cannot be sent where everything is.
      const owed = Object.entries(examples).filter(([name]) => name !== 'input' || isBounded(operation));
      for (const [, { value }] of owed)
        expect(bodies).toContainEqual(expect.objectContaining(value as object));
    },
  );
});

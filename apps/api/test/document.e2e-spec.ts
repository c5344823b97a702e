import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventSketch } from '../../../libs/testing/src/events/build-event.ts';
import { answerAsGoogle } from '../../../libs/testing/src/answer-as-google.ts';
import { operations, responseOf } from '../../../libs/testing/src/document/load-document.ts';
import { PROVOCATIONS } from './document/provoke-answers.ts';
import { startApi, type TestApi } from './start-api.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const requestTo = (change: string): EventSketch => ({ path: `/v1/admin/users/uid-user/${change}` });

/** A request that each operation answers well, beside its method, path and token. Whoever adds one says it here too. */
const GOOD_REQUESTS: Readonly<Record<string, EventSketch>> = {
  checkHealth: {},
  disableAccount: requestTo('disable'),
  enableAccount: requestTo('enable'),
  getToken: {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'username=user%40example.com&password=password',
  },
  listAccounts: {},
  listEndpoints: {},
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
  verifyEmail: {},
  whoami: {},
};

/** The responses that the application documents, without those that are the gateway's own. */
const DOCUMENTED = operations.flatMap((operation) =>
  Object.keys(operation.responses).flatMap((status) => {
    const types = Object.entries(responseOf(operation, status)?.content ?? {});
    return types
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

  it('has a good request for each operation here, and for no other', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(Object.keys(GOOD_REQUESTS)).toEqual(names.toSorted());
  });

  it.each(DOCUMENTED.map((one) => [one.operation.operationId, one.status, one.mediaType, one] as const))(
    'promises of %s %s %s what the application answers',
    async (name, status, mediaType, { operation, examples }) => {
      api.google.answer(answerAsGoogle);
      const provoke = PROVOCATIONS[status];
      if (!provoke) throw new Error(`Say in provoke-answers.ts how to get ${status}.`);

      const good = GOOD_REQUESTS[name] ?? {};
      const answers = await provoke({ api, operation, good });
      const fitting = answers.filter((answer) => String(answer.status) === status);

      expect(fitting.map(({ headers }) => headers['content-type']?.split(';')[0])).toContain(mediaType);
      const bodies = fitting.map(({ json }) => json());
      for (const { value } of Object.values(examples))
        expect(bodies).toContainEqual(expect.objectContaining(value as object));
    },
  );
});

import { jest } from '@jest/globals';
import {
  buildContext,
  type EventSketch,
  googleError,
  type GoogleScript,
  type ApiResponse,
} from '@lambda-nest/testing';
import type { Declaration } from '@lambda-nest/access/policy';
import { replyAsGoogle } from '@lambda-nest/testing/api';
import { startApi, type TestApi } from '../start-api.ts';
import { buildMultipart, type DocumentedOperation } from '@lambda-nest/testing/document';

/** An operation, a request that it answers well, and an application to try it on. */
export type Trial = Readonly<{ api: TestApi; operation: DocumentedOperation; good: EventSketch }>;

type Provocation = (trial: Trial) => Promise<ApiResponse[]>;

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/**
 * How to get each status out of any operation that documents it, from what the document says of the operation: the statuses that
 * are there for every route. The others are its author's, who knows what leads to them.
 */
const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  400: async (trial) => [
    await send(
      trial,
      { ...allowed(trial), ...jsonUnlessForm(trial) },
      { body: takesForm(trial) ? '%' : '{' },
    ),
    await send(trial, { ...allowed(trial), 'x-control': '\u0001' }),
    ...(await Promise.all(invalidInputs(trial).map((changes) => send(trial, allowed(trial), changes)))),
  ],
  401: async (trial) => [await send(trial, {}), await send(trial, { authorization: 'Bearer a.b.c' })],
  403: async (trial) => [
    await send(trial, bearer(trial, { groups: [] })),
    await send(trial, bearer(trial, { groups: ['OTHERS'] })),
    await send(trial, bearer(trial, { groups: accessOf(trial).roles, scope: 'other' })),
  ],
  413: async (trial) => [await send(trial, allowed(trial), { body: 'x'.repeat(1_048_577) })],
  415: async (trial) => [
    await send(trial, { ...allowed(trial), 'content-type': 'text/plain' }, { body: 'x' }),
  ],
  429: provokeLimit,
  500: async (trial) => [
    await replying(
      trial,
      () => reject(),
      () => send(trial, allowed(trial)),
    ),
  ],
  503: async (trial) => [
    await replying(
      trial,
      () => {},
      () => send(trial, allowed(trial), {}, 300),
    ),
    ...(await withoutProvider(trial)),
  ],
};

/** The same of statuses that the routes about accounts have besides. */
const ABOUT_ACCOUNTS: Readonly<Record<string, Provocation>> = {
  404: async (trial) => {
    trial.api.google.replyWith(replyExcept('uid-user', undefined));
    return [await send(trial, allowed(trial))];
  },
  // The last one who may manage accounts, without an address that mail could go to.
  409: async (trial) => {
    const last = { localId: 'uid-user', customAttributes: '{"groups":["ADMINS"]}' };
    trial.api.google.replyWith(replyExcept('uid-user', last));
    return [await send(trial, allowed(trial))];
  },
  412: async (trial) => [await send(trial, { ...allowed(trial), 'if-match': '"older"' })],
  428: async (trial) => [await send(trial, { ...allowed(trial), 'if-match': undefined })],
};

/** How a status is had of an operation; `undefined` for one that its author documents and that cannot be provoked. */
export function provocationOf(operation: DocumentedOperation, status: string): Provocation | undefined {
  const isAboutAccounts = operation.path.startsWith('/v1/admin/users');
  return PROVOCATIONS[status] ?? (isAboutAccounts ? ABOUT_ACCOUNTS[status] : undefined);
}

/** As for a project in which this one account is another, or not there. */
function replyExcept(localId: string, account: object | undefined): GoogleScript {
  return (request) => {
    const asks = request.path.endsWith('accounts:lookup') && request.body.includes(localId);
    if (!asks) return replyAsGoogle(request);
    return {
      body: { kind: 'identitytoolkit#GetAccountInfoResponse', ...(account ? { users: [account] } : {}) },
    };
  };
}

/** Sends the good request as a caller who may. */
export function sendGood(trial: Trial): Promise<ApiResponse> {
  return send(trial, allowed(trial));
}

/** Ten wrong passwords, and one more. */
async function provokeLimit(trial: Trial): Promise<ApiResponse[]> {
  trial.api.google.replyWith(googleError('INVALID_LOGIN_CREDENTIALS'));
  const guess = { body: 'username=guessed%40example.com&password=wrong' };
  for (let guesses = 0; guesses < 10; guesses += 1) await send(trial, {}, guess);
  return [await send(trial, {}, guess)];
}

/** Neither keys nor accounts nor sign-in can be had. */
async function withoutProvider({ operation, good }: Trial): Promise<ApiResponse[]> {
  const api = await startApi({ environment: { JWT_ISSUER_JWKS_URI: 'http://127.0.0.1:1/keys' } });
  api.google.replyWith({ status: 500 });
  const trial = { api, operation, good };
  const response = await send(trial, allowed(trial));
  await api.close();
  // A route that needs no provider answers as if nothing were.
  return response.status === 503 ? [response] : [];
}

/** Runs something while the application replies otherwise than it should. */
async function replying(
  { api }: Trial,
  reply: () => void,
  run: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const adapter = api.app.getHttpAdapter();
  const spies = [
    jest.spyOn(adapter, 'reply').mockImplementation(reply),
    // What @Redirect() replies with.
    jest.spyOn(adapter, 'redirect').mockImplementation(reply),
  ];
  return run().finally(() => spies.forEach((spy) => spy.mockRestore()));
}

function reject(): never {
  throw new Error('CANARY');
}

function send(
  { api, operation, good }: Trial,
  headers: Record<string, string | undefined>,
  changes: EventSketch = {},
  remainingMs = 29_000,
): Promise<ApiResponse> {
  const { method, path } = operation;
  const sent = Object.entries({ ...good.headers, ...headers }).filter(([, value]) => value !== undefined);
  const sketch = {
    method,
    path,
    ...good,
    ...changes,
    headers: Object.fromEntries(sent) as Record<string, string>,
  };
  return api.request(sketch, buildContext({ remainingMs }));
}

let nextUid = 0;

/** The header of a caller who may call the operation, whose account was not looked up before. */
function allowed(trial: Trial): Record<string, string> {
  const { kind, roles, scopes } = accessOf(trial);
  return kind === 'public' ? {} : bearer(trial, { groups: roles, scope: scopes.join(' ') });
}

function bearer({ api }: Trial, claims: Record<string, unknown>): Record<string, string> {
  const sub = `uid-${(nextUid += 1)}`;
  return api.bearer({ sub, user_id: sub, ...claims });
}

function accessOf({ operation }: Trial): {
  kind: string;
  roles: readonly string[];
  scopes: readonly string[];
} {
  const access = operation['x-access'] as Declaration;
  return { roles: [], scopes: [], ...access };
}

/** A body that was not asked for is read as JSON too. */
function jsonUnlessForm(trial: Trial): Record<string, string> {
  return takesForm(trial) ? {} : { 'content-type': 'application/json' };
}

type Parameter = Readonly<{ name: string; in: string; schema: { type?: string; maxLength?: number } }>;

/** Requests in which one thing is not what the document says of it. */
function invalidInputs({ operation, good }: Trial): EventSketch[] {
  const parameters = (operation.parameters ?? []) as readonly Parameter[];
  const bad = ({ schema }: Parameter) => 'x'.repeat((schema.maxLength ?? 0) + 1);
  const ofPath = parameters.filter((parameter) => parameter.in === 'path');
  const ofQuery = parameters.filter((parameter) => parameter.in === 'query');
  const path = ofPath.reduce(
    (text, parameter) => text.replace(`{${parameter.name}}`, bad(parameter)),
    operation.path,
  );
  const hasBody = operation.requestBody !== undefined && !takesForm({ operation });
  return [
    ...(ofPath.length > 0 ? [{ path }] : []),
    ...ofQuery.map((parameter) => ({
      path: `${(good.path ?? operation.path).split('?', 1)[0]}?${parameter.name}=${bad(parameter)}`,
    })),
    ...(hasBody ? [{ body: '{}' }, { body: '{"no member":1}' }] : []),
    // Without any part.
    ...(isMultipart(good) ? [{ body: buildMultipart({}, {}).body }] : []),
  ];
}

/** Whether there is input that the document does not allow: text of any length is allowed where it says no more of it. */
export function isBounded({ parameters = [], requestBody }: DocumentedOperation): boolean {
  const isFree = ({ schema }: Parameter) => schema.type === 'string' && Object.keys(schema).length === 1;
  const { content = {} } = (requestBody ?? {}) as { content?: Record<string, { schema?: object }> };
  const isFreeForm = Object.keys(content)[0] === MULTIPART && !hasRequired(content[MULTIPART]?.schema);
  const isBodyBounded = requestBody !== undefined && !isFreeForm;
  return isBodyBounded || !(parameters as readonly Parameter[]).every(isFree);
}

/** Whether a schema of a form asks for a field; of one that it refers to, its author knows. */
const hasRequired = (schema: Readonly<{ $ref?: string; required?: readonly string[] }> = {}): boolean =>
  schema.$ref !== undefined || (schema.required ?? []).length > 0;

const isMultipart = ({ headers = {} }: EventSketch): boolean =>
  [headers['content-type'] ?? []].flat().some((type) => type.startsWith(MULTIPART));

function takesForm({ operation }: Pick<Trial, 'operation'>): boolean {
  const { content = {} } = (operation.requestBody ?? {}) as { content?: object };
  return FORM in content || MULTIPART in content;
}

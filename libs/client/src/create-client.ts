import createFetchClient from 'openapi-fetch';
import { ApiError, networkError } from './api-error.ts';
import type { Client, Method } from './client.ts';
import { readConnection, type ClientOptions, type Connection } from './client-options.ts';
import { unreadableResponse } from './read-error.ts';
import { publicOperations, type paths } from './schema.ts';
import { sendRequest } from './send-request.ts';
import { serializeBody } from './serialize-body.ts';
import { serializePath } from './serialize-path.ts';
import { startDeadline } from './start-deadline.ts';
import type { GetToken } from './token-provider.ts';

type Options = RequestInit & Partial<Pick<Connection, 'timeoutMs' | 'retries'>>;
type Received = { data?: unknown; response: Response };
type Dispatch = (method: Method, path: string, init: object) => Promise<Received>;

const METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/**
 * Creates a client of the API: only what the API's document has compiles, and every failure is thrown as an `ApiError`.
 *
 * Public operations never ask for a token.
 *
 * @example
 * const client = createClient({ baseUrl: 'https://api.example.com/nest/v1', getToken: () => user.getIdToken() });
 * const { data } = await client.GET('/users/whoami');
 * @throws TypeError for an option that cannot work
 */
export function createClient(options: ClientOptions): Client {
  const connection = readConnection(options);
  const getToken = options.getToken ?? options.tokenProvider?.getToken;
  const { request } = createFetchClient<paths>({
    baseUrl: connection.baseUrl,
    pathSerializer: serializePath,
  });
  // Which paths and options there are is said by `Client`; in here they are any.
  const dispatch = request as unknown as Dispatch;
  const calls = METHODS.map((method) => [
    method.toUpperCase(),
    (path: string, init: Options = {}) => {
      const isPublic = publicOperations.has(`${method.toUpperCase()} ${path}`);
      return call(dispatch.bind(undefined, method, path), init, {
        ...connection,
        getToken: isPublic ? undefined : getToken,
      });
    },
  ]);
  return Object.fromEntries(calls) as Client;
}

async function call(
  dispatch: (init: object) => Promise<Received>,
  { timeoutMs, retries, signal, ...init }: Options,
  connection: Connection & { getToken: GetToken | undefined },
): Promise<Received> {
  const limits = readConnection({
    ...connection,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(retries !== undefined && { retries }),
  });
  const deadline = startDeadline(limits.timeoutMs, signal);
  let response: Response | undefined;
  const fetch = async (sent: Request): Promise<Response> => {
    response = await sendRequest(sent, { ...connection, ...limits, deadline });
    return response;
  };
  try {
    const headers = new Headers(init.headers);
    const bodySerializer = (body: unknown): string => serializeBody(body, headers);
    const received = await deadline.race(
      dispatch({ bodySerializer, ...init, headers, fetch, signal: deadline.signal }),
    );
    return { data: received.data, response: received.response };
  } catch (error) {
    throw response && !deadline.signal.aborted ? bodyError(error, response) : error;
  } finally {
    deadline.end();
  }
}

/** What happened when a good response was to be read. */
function bodyError(error: unknown, response: Response): ApiError {
  const isSyntax = (error as Error | undefined)?.name === 'SyntaxError';
  return isSyntax ? unreadableResponse(response, error) : networkError(error);
}

import type {
  BodySerializer,
  Client as FetchClient,
  ClientPathsWithMethod,
  FetchResponse,
  ParamsOption,
  ParseAs,
  RequestBodyOption,
} from 'openapi-fetch';
import type { ConnectionOptions } from './client-options.ts';
import type { paths } from './schema.ts';

export type Method = 'get' | 'put' | 'post' | 'delete' | 'patch' | 'head' | 'options';

type PathOf<M extends Method> = ClientPathsWithMethod<FetchClient<paths>, M>;
type OperationOf<M extends Method, Path extends PathOf<M>> = paths[Path][M & keyof paths[Path]];
type MediaType = `${string}/${string}`;

/** What an operation takes: `params` and `body` as its document says, and how this one call is to be made. */
export type CallOptions<Operation, As extends ParseAs = 'json'> = ParamsOption<Operation> &
  RequestBodyOption<Operation> &
  Pick<ConnectionOptions, 'timeoutMs' | 'retries'> &
  Omit<RequestInit, 'body' | 'method'> & {
    /** How to read the body. Default `json`. */
    parseAs?: As;
    /** How to write the body. Default: a form if the content type says so, else JSON. */
    bodySerializer?: BodySerializer<Operation>;
  };

/** What an operation answers when it succeeds; every other response is thrown. */
export type ApiResponse<Operation, As extends ParseAs = 'json'> = Pick<
  Extract<FetchResponse<Operation & Record<string, unknown>, { parseAs: As }, MediaType>, { data: unknown }>,
  'data' | 'response'
>;

type Arguments<Options> = object extends Options ? [options?: Options] : [options: Options];

/**
 * Calls an operation.
 *
 * @throws ApiError for every failure; the reason of `signal` when the caller aborts it; TypeError for a path parameter
 *   or a request that cannot be sent
 */
export type Call<M extends Method> = <Path extends PathOf<M>, As extends ParseAs = 'json'>(
  path: Path,
  ...options: Arguments<CallOptions<OperationOf<M, Path>, As>>
) => Promise<ApiResponse<OperationOf<M, Path>, As>>;

/** The operations of the API, by method and path: `client.GET('/manage/hc')`. */
export type Client = { readonly [M in Method as Uppercase<M>]: Call<M> };

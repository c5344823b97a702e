import type { Principal } from './principal.ts';

/** Parameters of a call by the names of the API reference. Values are text where the protocol has only text. */
export type Input = Readonly<Record<string, unknown>>;

/** Who calls what, and where. */
export type Call = Readonly<{
  /** Name of the service in signatures: `monitoring` is CloudWatch. */
  service: string;
  operation: string;
  region: string;
  accountId: string;
  requestId: string;
  principal: Principal;
}>;

/** Does what an operation of an API does, and gives its output. Throws AwsError for what the API rejects. */
export type Operation = (input: Input, call: Call) => unknown;

/** Where an operation of a REST API is: `/2015-03-31/functions/{FunctionName}`, variables by the parameter they set. */
export type Route = Readonly<{
  operation: string;
  method: string;
  path: string;
  /** Parameters in the query string, by their names there. A list takes every occurrence. */
  query?: Readonly<Record<string, string>>;
  /** Parameters in headers, by their lower-case names there. */
  headers?: Readonly<Record<string, string>>;
  /** Parameter that is the whole body, as bytes. */
  payload?: string;
  /** Default 200. */
  status?: number;
}>;

/** One API. */
export type Service = Readonly<{
  /** Name in signatures, and the prefix of its actions in policies unless `actions` says another. */
  name: string;
  /** Prefix of its actions in policies: `cloudwatch` for `monitoring`. */
  actions?: string;
  operations: Readonly<Record<string, Operation>>;
  /** XML namespace of the query protocol. */
  namespace?: string;
  /** Where the operations are, for REST APIs. */
  routes?: readonly Route[];
  /** Members of the wire in camelCase that the API reference writes in PascalCase; `apigateway` alone. */
  isCamelCase?: boolean;
  /** Code of the error for parameters that do not validate. Default `ValidationException`. */
  validationError?: string;
  /** ARNs that an operation is about, for policies. What is not listed is about `*`. */
  resources?: Readonly<Record<string, (input: Input, call: Call) => string>>;
}>;

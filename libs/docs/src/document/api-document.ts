export type ApiOperation = Readonly<{
  operationId?: string;
  tags?: readonly string[];
  security?: readonly Record<string, readonly string[]>[];
  responses?: Readonly<Record<string, unknown>>;
  description?: string;
  /** Who may call it: a `Declaration`. */
  'x-access'?: unknown;
  /** Name of the function that serves it, where that is not the one which serves the document. */
  'x-function'?: string;
}>;

type Scheme = Readonly<{
  flows?: { password?: { tokenUrl?: string; scopes?: Readonly<Record<string, string>> } };
}>;

/** What is looked at of an OpenAPI document that `npm run contract` wrote; the rest goes through as it is. */
export type ApiDocument = Readonly<{
  servers?: readonly { url: string }[];
  tags: readonly { name: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: Readonly<{
    schemas: Record<string, unknown>;
    responses: Record<string, unknown>;
    securitySchemes: Record<string, Scheme>;
  }>;
}>;

export type Operation = Readonly<{
  operationId?: string;
  tags?: readonly string[];
  security?: readonly Record<string, readonly string[]>[];
  responses?: Readonly<Record<string, unknown>>;
}>;

export type SecurityScheme = Readonly<{ flows?: { password?: { tokenUrl?: string } } }>;

/** What is read here of an OpenAPI document; the rest goes through as it is. */
export type OpenApiDocument = Readonly<{
  info: { title: string; version: string };
  tags: readonly { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Readonly<{
    schemas: Record<string, unknown>;
    responses: Record<string, unknown>;
    securitySchemes: Record<string, SecurityScheme>;
  }>;
}>;

export type Operation = Readonly<{
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: readonly string[];
  security?: readonly Record<string, readonly string[]>[];
  parameters?: readonly unknown[];
  requestBody?: unknown;
  responses: Readonly<Record<string, unknown>>;
  'x-access'?: unknown;
  'x-tag-description'?: string;
}>;

export type Tag = Readonly<{ name: string; description?: string }>;

export type SecurityScheme = Readonly<{ flows?: { password?: { tokenUrl?: string } } }>;

/** What is made and read here of an OpenAPI document; the rest goes through as it is. */
export type OpenApiDocument = Readonly<{
  info: { title: string; version: string };
  servers?: readonly { url: string }[];
  tags: readonly Tag[];
  paths: Record<string, Record<string, Operation>>;
  components: Readonly<{
    schemas: Record<string, unknown>;
    responses: Record<string, unknown>;
    securitySchemes: Record<string, SecurityScheme>;
  }>;
}>;

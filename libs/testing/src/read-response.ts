/** What a Lambda client sees of a response, whatever its source. */
export type ApiResponse = Readonly<{
  status: number;
  /** By lower-case name; repeated ones joined. */
  headers: Readonly<Record<string, string>>;
  cookies: readonly string[];
  text: string;
  json: () => Record<string, unknown>;
}>;

type Result = {
  statusCode: number;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  cookies?: string[];
  body: string;
  isBase64Encoded: boolean;
};

/** Reads a result of the handler, in the shape of any source. */
export function readResponse(result: unknown): ApiResponse {
  const { statusCode, headers, multiValueHeaders = {}, cookies, body, isBase64Encoded } = result as Result;
  const many = Object.entries(multiValueHeaders).map(([name, values]) => [name, values.join(', ')]);
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  return {
    status: statusCode,
    headers: headers ?? (Object.fromEntries(many) as Record<string, string>),
    cookies: cookies ?? multiValueHeaders['set-cookie'] ?? [],
    text,
    json: () => JSON.parse(text) as Record<string, unknown>,
  };
}

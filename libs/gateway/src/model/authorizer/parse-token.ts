export type ParsedToken = {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
  /** What the signature is over. */
  signed: Buffer;
  signature: Buffer;
};

const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** Takes a signed token apart; `undefined` when it is none. Nothing is verified here. */
export function parseToken(token: string): ParsedToken | undefined {
  const match = COMPACT.exec(token);
  if (!match) return undefined;
  const [, header = '', payload = '', signature = ''] = match;
  const parsed = { header: readObject(header), claims: readObject(payload) };
  if (!parsed.header || !parsed.claims) return undefined;
  return {
    header: parsed.header,
    claims: parsed.claims,
    signed: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function readObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

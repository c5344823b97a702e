type Event = Readonly<{
  rawPath?: string;
  path?: string;
  httpMethod?: string;
  requestContext?: Readonly<{ stage?: unknown; http?: Readonly<{ method?: string }> }>;
}>;

/** Which route an event of any source asks for, its stage removed; `undefined` when it is not of HTTP. */
export function readTarget(event: unknown): { method: string; path: string } | undefined {
  const { rawPath, path, httpMethod, requestContext } = (event ?? {}) as Event;
  const method = requestContext?.http?.method ?? httpMethod;
  const whole = rawPath ?? path;
  if (typeof method !== 'string' || typeof whole !== 'string') return undefined;
  const stage = requestContext?.stage;
  const hasStage = typeof stage === 'string' && whole.startsWith(`/${stage}/`);
  return { method, path: hasStage ? whole.slice(stage.length + 1) : whole };
}

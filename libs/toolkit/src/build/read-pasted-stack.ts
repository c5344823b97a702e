/**
 * Finds the stack traces in a pasted text: a trace as it stands, or lines of the function's log, whose traces are
 * members of JSON (`error.stack` and its causes as the application writes them, `stackTrace` as Lambda does).
 */
export function readPastedStack(pasted: string): string {
  const whole = parse(pasted);
  if (whole) return stacksOf(whole).join('\n') || pasted.trim();
  return pasted
    .trimEnd()
    .split('\n')
    .map((line) => {
      const record = parse(line);
      return record ? stacksOf(record).join('\n') || line : line;
    })
    .join('\n');
}

function parse(text: string): object | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    // A trace may begin with a brace too: it is shown as it was pasted.
    return undefined;
  }
}

function stacksOf(reported: unknown, label = ''): string[] {
  if (typeof reported !== 'object' || reported === null) return [];
  const { stack, stackTrace, cause, ...members } = reported as Record<string, unknown>;
  const lines = Array.isArray(stackTrace) ? stackTrace : Array.isArray(stack) ? stack : undefined;
  const own = lines?.join('\n') ?? (typeof stack === 'string' ? stack : undefined);
  return [
    ...(own === undefined ? [] : [label + own]),
    ...stacksOf(cause, 'Caused by: '),
    ...Object.values(members).flatMap((member) => stacksOf(member)),
  ];
}

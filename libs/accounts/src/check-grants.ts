type Issue = Readonly<{ message: string; path: readonly [string] }>;
type Result = Readonly<{ value: unknown; issues?: undefined }> | Readonly<{ issues: readonly Issue[] }>;

/** Names of one kind for an account; a name has at most 128 characters. */
export const MAX_NAMES = 100;
const MAX_LENGTH = 128;

/** Whether a body is `{ groups, scopes? }`, both lists of names, and nothing else. */
export function checkGrants(body: unknown): Result {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { issues: [{ message: 'It must be an object.', path: ['groups'] }] };
  const issues = [
    ...Object.keys(body)
      .filter((name) => name !== 'groups' && name !== 'scopes')
      .map((name) => ({ message: 'It is not known here.', path: [name] as const })),
    ...checkNames(body, 'groups'),
    ...(Object.hasOwn(body, 'scopes') ? checkNames(body, 'scopes') : []),
  ];
  return issues.length > 0 ? { issues } : { value: body };
}

function checkNames(body: object, field: 'groups' | 'scopes'): readonly Issue[] {
  const names: unknown = Object.hasOwn(body, field) ? (body as Record<string, unknown>)[field] : undefined;
  const isFit =
    Array.isArray(names) &&
    names.length <= MAX_NAMES &&
    names.every((name) => typeof name === 'string' && name.length <= MAX_LENGTH);
  return isFit ? [] : [{ message: `It must be a list of at most ${MAX_NAMES} names.`, path: [field] }];
}

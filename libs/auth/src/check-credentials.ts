type Issue = Readonly<{ message: string; path: readonly [string] }>;
type Result = Readonly<{ value: unknown; issues?: undefined }> | Readonly<{ issues: readonly Issue[] }>;

/** Characters of each member, at least and at most. */
const LENGTHS = { email: [3, 254], password: [8, 4096] } as const;

export type CredentialName = keyof typeof LENGTHS;

/** Whether a body has these members, each a text, and nothing else. */
export function checkCredentials(body: unknown, names: readonly CredentialName[]): Result {
  const members = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const issues = [
    ...Object.keys(members)
      .filter((name) => !names.some((known) => known === name))
      .map((name) => ({ message: 'It is not known here.', path: [name] as const })),
    ...names.flatMap((name) => checkMember(members, name)),
  ];
  return issues.length > 0 ? { issues } : { value: body };
}

function checkMember(members: object, name: CredentialName): readonly Issue[] {
  const [min, max] = LENGTHS[name];
  const value: unknown = Object.hasOwn(members, name)
    ? (members as Record<string, unknown>)[name]
    : undefined;
  const isFit = typeof value === 'string' && value.length >= min && value.length <= max;
  return isFit ? [] : [{ message: `It must be a text of ${min} to ${max} characters.`, path: [name] }];
}

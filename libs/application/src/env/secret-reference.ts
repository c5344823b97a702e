/** Where a secret is kept: a parameter of SSM, or a secret of Secrets Manager, whole or one member of it. */
export type SecretReference =
  Readonly<{ kind: 'ssm'; name: string }> | Readonly<{ kind: 'secretsmanager'; id: string; key?: string }>;

/** Its form. */
export const SECRET_REFERENCE = /^(?:ssm:(\/[\w./-]+)|secretsmanager:([\w/+=.@-]+)(?::([\w-]+))?)$/;

/**
 * Reads `ssm:/my-api/dev/key`, `secretsmanager:my-api/dev` or one member of it, `secretsmanager:my-api/dev:key`; `undefined` for any
 * other text.
 */
export function parseSecretReference(text: string): SecretReference | undefined {
  const [, name, id, key] = SECRET_REFERENCE.exec(text) ?? [];
  if (name !== undefined) return { kind: 'ssm', name };
  if (id === undefined) return undefined;
  return { kind: 'secretsmanager', id, ...(key !== undefined && { key }) };
}

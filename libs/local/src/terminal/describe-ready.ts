import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';

/** The line that says that all is up: where, and who can sign in. */
export function describeReady(
  seconds: number,
  {
    port,
    identityPort,
    stage,
    mappingKey,
  }: { port: number; identityPort?: number | undefined; stage: string; mappingKey: string },
  users: readonly SeededUser[],
): string {
  const base = `http://localhost:${port}`;
  const passwords = new Set(users.map(({ password }) => password).filter(Boolean));
  const identity =
    identityPort === undefined
      ? ''
      : `, identity http://localhost:${identityPort}, users ${users.map(describeUser).join(', ')}, ` +
        (passwords.size > 0 ? `password: ${[...passwords].join(', ')}` : 'chosen on its page');
  return (
    `Ready in ${seconds.toFixed(1)} s: ${base}/${stage}/v1/docs (as execute-api) and ` +
    `${base}/${mappingKey}/v1/docs (as the custom domain)${identity}`
  );
}

function describeUser({ email, groups }: SeededUser): string {
  return `${email} (${groups.join(', ') || 'no group'})`;
}

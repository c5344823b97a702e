import type { SeededUser } from '@lambda-nest/toolkit/seeded-users';
import type { HomeLinks } from './list-links.ts';

/**
 * What says that all is up: where, and who can sign in. No line is longer than 80 characters, unless an address is.
 *
 * @param links the first is the one to open
 * @param workers names of functions that can be invoked
 */
export function describeReady(
  seconds: number,
  { home, api, identity }: HomeLinks,
  users: readonly SeededUser[],
  workers: readonly string[] = [],
): string {
  const [first, ...more] = api;
  const passwords = [...new Set(users.map(({ password }) => password).filter(Boolean))];
  const lines: readonly (readonly [string, string])[] = [
    ['all links', home],
    ...more.map(({ name, url }) => [name, url] as const),
    ...(identity === undefined
      ? []
      : [
          ['identity', identity] as const,
          ...users.map((user, index) => [index === 0 ? 'users' : '', describeUser(user)] as const),
          ['password', passwords.length > 0 ? passwords.join(', ') : 'chosen on its page'] as const,
        ]),
    ...workers.map((name, index) => [index === 0 ? 'workers' : '', name] as const),
  ];
  return [
    `Ready in ${seconds.toFixed(1)} s: ${first?.url ?? home}`,
    ...lines.map(([name, value]) => `  ${name.padEnd(14)} ${value}`),
  ].join('\n');
}

export function describeUser({ email, groups }: SeededUser): string {
  return `${email} (${groups.join(', ') || 'no group'})`;
}

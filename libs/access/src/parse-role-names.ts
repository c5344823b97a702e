import { ACCESS_NAME } from './declaration.ts';

/**
 * Reads `/ADMINS=ADMINS,9f3e…=USERS`: names of the provider, and the roles they stand for. A name may have `=` in it, a
 * role cannot.
 *
 * @returns `undefined` when that is not what the text says, or a name is there twice
 */
export function parseRoleNames(text: string): ReadonlyMap<string, string> | undefined {
  const pairs = text.split(',').map((item) => {
    const at = item.lastIndexOf('=');
    return [item.slice(0, Math.max(0, at)).trim(), item.slice(at + 1).trim()] as const;
  });
  const names = new Map(pairs);
  const isFit = pairs.every(([name, role]) => name !== '' && ACCESS_NAME.test(role));
  return isFit && names.size === pairs.length ? names : undefined;
}

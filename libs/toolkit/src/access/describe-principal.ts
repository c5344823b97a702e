import type { Principal } from './find-gains.ts';

/** Puts an example of a caller into words: `a caller without a token`, `a caller with the role USERS and no scope`. */
export function describePrincipal({ caller, isDisabled }: Principal): string {
  if (!caller) return 'a caller without a token';
  const disabled = isDisabled ? ' whose account was disabled' : '';
  return `a caller with ${name('role', caller.roles)} and ${name('scope', caller.scopes)}${disabled}`;
}

function name(kind: string, [held]: readonly string[]): string {
  return held === undefined ? `no ${kind}` : `the ${kind} ${held}`;
}

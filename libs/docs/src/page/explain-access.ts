import { decide, type Caller, type Reason, type Declaration } from '@lambda-nest/access/policy';
import type { ReadToken } from './read-caller.ts';

/** One thing an operation asks of its caller, in a word or two. */
export type Badge = Readonly<{ kind: 'public' | 'signed-in' | 'role' | 'scope'; text: string }>;

/** Who may call an operation, as badges. */
export function toBadges(declaration: Declaration): readonly Badge[] {
  if (declaration.kind === 'public') return [{ kind: 'public', text: 'public' }];
  if (declaration.kind === 'signed-in') return [{ kind: 'signed-in', text: 'signed in' }];
  const { roles, scopes } = declaration;
  return [
    ...(roles ? [{ kind: 'role' as const, text: roles.join(' or ') }] : []),
    ...(scopes ? [{ kind: 'scope' as const, text: scopes.join(' or ') }] : []),
  ];
}

/** Why the bearer of a token cannot call an operation, as a sentence; `undefined` when they can. */
export function explainRejection(declaration: Declaration, token: ReadToken): string | undefined {
  if (token.kind !== 'caller') {
    if (decide(declaration, undefined).allowed) return undefined;
    return token.kind === 'expired' ? 'Your token has expired.' : 'Your token cannot be read.';
  }
  const { allowed, reason } = decide(declaration, token.caller);
  return allowed ? undefined : (SENTENCES[reason]?.(declaration, token.caller) ?? 'No caller may call this.');
}

const SENTENCES: Partial<Record<Reason, (declaration: Declaration, caller: Caller) => string>> = {
  'no-role': () => 'Your token has no role.',
  'other-role': (_, { roles }) => `Your token has only ${roles.join(', ')}.`,
  'scope-missing': (_, { scopes }) =>
    scopes.length === 0 ? 'Your token has no scope.' : `Your token has only the scopes ${scopes.join(', ')}.`,
};

import { createHash } from 'node:crypto';

/** How the log tells who called: as the token names them, as a hash, or not at all. */
export const CALLER_FORMS = ['plain', 'hashed', 'off'] as const;
export type CallerForm = (typeof CALLER_FORMS)[number];

type Claims = Readonly<{ iss: string; sub: string }>;

/**
 * Who called, for the line of a request. Hashed, it is the same in every line and every sandbox, sixteen hexadecimal digits, and
 * can be found by who knows the subject; it is a pseudonym, and no secret.
 */
export function describeCaller(claims: Claims | undefined, form: CallerForm): string | undefined {
  if (!claims || form === 'off') return undefined;
  if (form === 'plain') return claims.sub;
  return createHash('sha256').update(`${claims.iss}\n${claims.sub}`).digest('hex').slice(0, 16);
}

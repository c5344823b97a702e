import { appendFileSync } from 'node:fs';

/** Adds what a property test tried to the figures of SECURITY.md, when `npm run security:figures` collects them. */
export function noteTries(kind: string, tries: number): void {
  const file = process.env['SECURITY_FIGURES'];
  if (file) appendFileSync(file, `${JSON.stringify({ kind, tries })}\n`);
}

import type { CorsConfig } from '@lambda-nest/gateway/model';
import { CannotStart, corsOf } from '@lambda-nest/toolkit/deployment';

/**
 * What the gateway lets browsers do by `CORS_ORIGINS`, as the parameter corsOrigins has it do when it is deployed; `undefined` without
 * the variable.
 *
 * @throws CannotStart when an entry is no origin
 */
export function readCors({
  CORS_ORIGINS: text = '',
}: Readonly<Record<string, string>>): CorsConfig | undefined {
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  if (origins.length === 0) return undefined;
  if (origins.every((origin) => /^https?:/.test(origin) && URL.parse(origin)?.origin === origin))
    return corsOf(origins);
  throw new CannotStart(
    'CORS_ORIGINS must list exact origins such as http://localhost:5173, separated by commas, never *.',
  );
}

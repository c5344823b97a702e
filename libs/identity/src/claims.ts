/**
 * The verified payload of an access or ID token, with the types the issuer gave it.
 *
 * - `sub`: 1 to 128 characters from Firebase, 1 to 255 from any other issuer.
 * - `exp`, `iat`: numbers, seconds since 1970, no later than the year 9999.
 * - Every other member is whatever the issuer wrote: narrow it before use, and read it with `Object.hasOwn`
 *   when its name comes from configuration.
 *
 * No object in it has an own member named `__proto__` or `constructor`, at any depth.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1
 */
export type Claims = Readonly<
  { iss: string; sub: string; exp: number; iat: number } & Record<string, unknown>
>;

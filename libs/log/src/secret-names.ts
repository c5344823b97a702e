/** Names of members whose value is a secret, whatever it is. */
const SECRET_NAME = new RegExp(
  `^(?:${[
    '(?:proxy-)?authorization|auth|(?:set-)?cookies?|key|pwd|pass(?:wd|phrase|code)?|credentials?|bearer',
    'pin|otp|totp|cvv|cvc|sig|signature|sid|connection[_-]?string|dsn',
    '.*(?:api|private|secret|access|account|client|encryption|master|session|shared|signing)[_-]?key(?:[_-]?id)?',
    '.*(?:password|passphrase|secret|jwt|tokens?|signature|credentials?|connection[_-]?string)',
  ].join('|')})$`,
  'i',
);

/** Codes of errors, as systems and Firebase spell them: `ECONNREFUSED`, `auth/user-not-found`. */
const ERROR_CODE = /^(?:[A-Z][A-Z0-9_]{2,63}|[a-z-]{2,32}\/[a-z-]{2,64})$/;

/**
 * Whether a member is hidden. `code` is two things: that of an error is kept, any other may be one that signs a user in.
 */
export function isSecretMember(name: string, value: unknown): boolean {
  if (name.toLowerCase() === 'code') return typeof value === 'string' && !ERROR_CODE.test(value);
  return SECRET_NAME.test(name);
}

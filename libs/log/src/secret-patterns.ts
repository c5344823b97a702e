/** Names of secrets where text spells them out: `password: …`, `"apiKey":"…"`, `client_secret=…`. */
const NAMES = [
  'pass(?:word|wd|phrase|code)|pwd|secret|otp|pin',
  '(?:client|app)[_-]?secret|(?:secret[_-]?)?access[_-]?key(?:[_-]?id)?|private[_-]?key',
  '(?:x-)?(?:[a-z]{1,16}-)?api[_-]?key|connection[_-]?string|(?:account|shared|master|signing|encryption)[_-]?key',
  '(?:access|id|refresh|session|security|auth|csrf|xsrf)[_-]?token',
].join('|');

/** Parameters of a URL that hold one: those of OAuth, of AWS's and Google's signed URLs, of Azure's. */
const PARAMETERS = [
  'key|token|code|sig|signature|auth|password|otp|pin|secret',
  '[a-z_-]{0,32}(?:token|secret|api_?key|password)|x-(?:amz|goog)-(?:security-token|signature|credential)',
].join('|');

/** Between a name and its value: also in JSON, and in JSON inside a string. */
const BETWEEN = String.raw`\\{0,3}["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?`;

/**
 * Secrets that give themselves away inside any text. `$1` is what stays in front of one.
 *
 * Every pattern is linear: it starts where no other match of it can, and repeats nothing that repeats. They see text from
 * callers.
 */
export const SECRET_PATTERNS: readonly RegExp[] = [
  /\b((?:Bearer|Basic|Digest|Negotiate)\s{1,8})[^\s"',;\\]+/gi,
  // A token of whatever kind behind the header's name; those with a scheme are covered.
  /(?<![\w-])((?:proxy-)?authorization["']?\s{0,4}[:=]\s{0,4}["']?)(?!(?:Bearer|Basic|Digest|Negotiate)\s)[^\s"',;\\]+/gi,
  /(?<![\w-])((?:set-)?cookie["']?\s{0,4}[:=]\s{0,4}["']?)[^"'\r\n]+/gi,
  /(?<![\w-])()eyJ[\w-]{5,}\.[\w-]*\.?[\w-]*/g,
  new RegExp(`([?&](?:${PARAMETERS})=)[^&\\s"'#]*`, 'gi'),
  // A string of JSON to its end, escapes and all.
  new RegExp(String.raw`("(?:${NAMES})"\s{0,4}:\s{0,4}")(?:[^"\\]|\\.)*`, 'gi'),
  new RegExp(String.raw`(?<![\w-])((?:${NAMES})${BETWEEN})(?!\[redacted\])[^\s"',;&)}\]\\]+`, 'gi'),
  // The password of a URL, up to its last @ before the path.
  /\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/?#:@"']{0,128}:)[^\s/?#"']+(?=@)/gi,
  /()\bAIza[\w-]{30,}/g,
  /()\bya29\.[\w-]+/g,
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /()\b(?:gh[opsur]_|github_pat_|glpat-|xox[abprs]-|[rs]k_(?:live|test)_)[\w-]{10,}/g,
  /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[^]*?(?=-----END|$)/g,
];

/** A letter that each of them needs, or a word: most text has none, and a look at it is all that it costs. */
export const MAYBE_SECRET =
  /[="]|:\/\/|bearer|basic|digest|negotiate|authorization|cookie|eyJ|AIza|ya29|AKIA|ASIA|pass|pwd|secret|key|token|string|otp|pin|gh[opsur]_|github_pat|glpat|xox|[rs]k_|-----BEGIN/i;

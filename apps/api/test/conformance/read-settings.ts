import type { AttackCase } from './attack-case.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const CLAIM = 'JWT_AUTHORIZATION_GROUPS_ATTR_NAME';
const PROJECT = 'FIREBASE_PROJECT_ID';

/** Settings that switch something on or off. */
const SWITCHES = ['JWT_VERIFY_TOKEN_EXPIRATION', 'AUTH_PASSWORD_FLOW', 'DOCS', 'ACCOUNT_CHECK'];

/** Names of cases for what the product calls otherwise. */
const SAME: Readonly<Record<string, string>> = { GROUP_CLAIM: CLAIM, PROJECT_ID: PROJECT };

type Reader = (said: RegExpExecArray, attack: AttackCase) => readonly Environment[];

/** What is set up, in words, and the environments to try in its place, each by itself. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [
    /each as the (?:group|role)s? claim/,
    (_said, { title }) => variants(CLAIM, title.replace(/^.*?(?:attribute|claim) /, '').split(/,\s*/)),
  ],
  [/invalid; value contains ([\w-]+)/, ([, canary]) => [{ [PROJECT]: `${canary} is no id` }]],
  [/no project id/, () => [{ [PROJECT]: undefined, GOOGLE_CLOUD_PROJECT: undefined }]],
  [/CORS origin '([^']*)'|allow list = (\S+)/, ([, one, list]) => [{ CORS_ORIGINS: one ?? list }]],
  [/docs (enabled|on)\b/, () => [{ DOCS: 'on' }]],
  [/docs (disabled|off)\b/, () => [{ DOCS: 'off' }]],
  [/for each boolean/, ({ input }) => SWITCHES.flatMap((name) => variants(name, quoted(input)))],
  [
    /^(?:''|unset|' ')(?: and (?:''|unset|' '))*$/,
    ({ input }) => variants(CLAIM, unquote(input.split(' and '))),
  ],
  [
    /\b([A-Z][A-Z_]+)=('[^']*'|[^\s,]+)((?:, '[^']*')*)/,
    ([, name = '', first = '', more = '']) =>
      variants(SAME[name] ?? name, unquote([first, ...more.split(', ').slice(1)])),
  ],
];

/** The environments that a case is to be tried in; `undefined` when its set-up is not understood. */
export function readSettings(attack: AttackCase): readonly Environment[] | undefined {
  const { env = {}, setup } = attack.given as { env?: Environment; setup?: unknown };
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => !/<\w+>/.test(value ?? '')));
  if (setup === undefined) return [given];
  for (const [pattern, read] of READERS) {
    const said = pattern.exec(String(setup));
    if (said) return read(said, attack).map((one) => ({ ...given, ...one }));
  }
  return undefined;
}

function variants(name: string, values: readonly (string | undefined)[]): readonly Environment[] {
  return values.map((value) => ({ [name]: value }));
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/'([^']*)'/g)].map(([, inner = '']) => inner);
}

function unquote(words: readonly string[]): readonly (string | undefined)[] {
  return words.map((word) => (word === 'unset' ? undefined : word.replaceAll(/^'|'$/g, '')));
}

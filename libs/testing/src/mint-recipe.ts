import type { MintOptions, SignatureKind } from './mint-token.ts';
import { mint, signingKey } from './mint-token.ts';

type Members = Record<string, unknown>;

/** A token described as data: what differs from a good one, and what must become of it. */
export type TokenRecipe = Readonly<{
  id: string;
  title: string;
  required: 'accept' | 'reject' | 'accept-no-role' | 'accept-or-reject';
  header?: Members;
  payload?: Members;
  payloadRaw?: string;
  payloadB64?: string;
  payloadPrefixRaw?: string;
  sign?: string;
  mutate?: string;
  config?: Readonly<{ tenantId?: string }>;
}>;

export type TokenRecipes = Readonly<{
  baseHeader: Members;
  basePayload: Members;
  recipes: readonly TokenRecipe[];
}>;

/** Makes the token of a recipe, signed with `signingKey('k1')` or `signingKey('evil')`. */
export function mintRecipe(
  recipe: TokenRecipe,
  { baseHeader, basePayload }: Omit<TokenRecipes, 'recipes'>,
): string {
  const { payloadRaw, payloadB64, payloadPrefixRaw = '', sign = 'RS256', mutate } = recipe;
  const [kind, signer = 'k1'] = sign.startsWith('RS256:') ? ['RS256', 'evil'] : [sign];
  const payload = write({ ...basePayload, ...recipe.payload }).replace('{', `{${payloadPrefixRaw}`);
  const options: MintOptions = {
    headerText: write({ ...baseHeader, ...recipe.header }),
    payloadText: payloadRaw ?? payload,
    ...(payloadB64 === undefined ? {} : { payloadPart: payloadB64 }),
    sign: readKind(kind),
    key: { ...signingKey(signer), kid: 'k1' },
  };
  if (kind !== 'splice') return change(mint(options), mutate);
  const genuine = mint({ headerText: write(baseHeader), payloadText: write(basePayload) });
  const changed = mint({ ...options, sign: 'none' });
  return change(`${changed}${genuine.split('.')[2]}`, mutate);
}

const KINDS: readonly SignatureKind[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'HS256:pem',
  'HS512:jwk',
  'none',
  'garbage',
];

function readKind(sign: string | undefined): SignatureKind {
  const kind = sign === 'splice' ? 'RS256' : KINDS.find((known) => known === sign);
  if (kind === undefined) throw new Error(`It is not known how to sign with ${sign}.`);
  return kind;
}

/** JSON text with the times and the raw values of a recipe filled in. */
function write(members: Members): string {
  const kept = Object.entries(members).filter(([, value]) => value !== '@delete');
  return JSON.stringify(Object.fromEntries(kept), (_, value: unknown) => fillIn(value)).replaceAll(
    /"@raw:([^"]*)"/g,
    '$1',
  );
}

function fillIn(value: unknown): unknown {
  if (value === '@evil-jwk') return signingKey('evil').jwk;
  const match = typeof value === 'string' ? /^@(str:)?now([+-]\d+)?$/.exec(value) : null;
  if (!match) return value;
  const time = Math.floor(Date.now() / 1000) + Number(match[2] ?? 0);
  return match[1] ? String(time) : time;
}

function change(token: string, mutate: string | undefined): string {
  switch (mutate) {
    case undefined:
      return token;
    case 'two-parts':
      return token.split('.').slice(0, 2).join('.');
    case 'pad-space':
      return ` ${token} `;
    case 'noncanonical':
      return withOtherLastCharacter(token);
    default:
      throw new Error(`It is not known how to change a token by ${mutate}.`);
  }
}

/** The last of 342 characters carries two bits of the signature; the other four say nothing. */
export function withOtherLastCharacter(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + alphabet[alphabet.indexOf(token.slice(-1)) + 1];
}

import { findRoleClaimViolation, isAccessName, type GrantRules } from '@lambda-nest/access';
import { presetFor, type IssuerPreset, type IssuerSettings } from '@lambda-nest/identity';
import { isScopeClaim } from './grants.config.ts';

export type FurtherIssuer = IssuerPreset & Readonly<{ grants: GrantRules }>;

type Parsed = Readonly<{ issuers: readonly FurtherIssuer[]; violations: readonly string[] }>;
type Shared = Pick<IssuerSettings, 'allowHttpLoopback' | 'clockTolerance'>;
type Entry = Readonly<Record<string, unknown>>;

const TEXT = (value: unknown): boolean => typeof value === 'string' && value !== '';
const TEXTS = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(TEXT);
const NAMES = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((role) => typeof role === 'string' && isAccessName(role));

/** What an issuer may be described by, and what each member must be. */
const MEMBERS: Readonly<Record<string, readonly [is: (value: unknown) => boolean, expected: string]>> = {
  firebaseProject: [TEXT, 'the id of a Firebase project'],
  issuer: [TEXT, 'an https URL, exactly as the tokens have it'],
  audiences: [TEXTS, 'an array of names'],
  authorizedParties: [TEXTS, 'an array of names'],
  jwksUri: [TEXT, 'an https URL'],
  algorithms: [TEXTS, 'an array of names'],
  tokenKind: [TEXT, 'any, access or at+jwt'],
  rolesClaim: [TEXT, 'the name of a claim'],
  roleNames: [NAMES, 'an object with a role for each name of the provider'],
  scopeClaims: [TEXTS, 'an array of names'],
  machinesHaveRoles: [(value) => typeof value === 'boolean', 'true or false'],
};

/**
 * Reads the JSON array of further issuers. What one says nothing of is as with the first issuer (roles, scopes, machines),
 * or as by default (keys, algorithms, kind of token).
 *
 * @param shared what holds for every issuer
 */
export function parseMoreIssuers(text: string, shared: Shared, grants: GrantRules): Parsed {
  const entries = parseArray(text);
  if (!entries) {
    const violations = [
      'must be a JSON array of issuers: [{"issuer":"https://login.example.com","audiences":["my-api"]}].',
    ];
    return { issuers: [], violations };
  }
  const read = entries.map((entry, index) => readEntry(entry, `issuer ${index + 1}`, shared, grants));
  return {
    issuers: read.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    violations: read.filter((one) => typeof one === 'string'),
  };
}

function parseArray(text: string): readonly Entry[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isFit =
      Array.isArray(parsed) &&
      parsed.length > 0 &&
      parsed.every((entry) => typeof entry === 'object' && entry !== null && !Array.isArray(entry));
    return isFit ? (parsed as readonly Entry[]) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An issuer, or what is wrong with it. */
function readEntry(entry: Entry, what: string, shared: Shared, grants: GrantRules): FurtherIssuer | string {
  for (const [name, value] of Object.entries(entry)) {
    const member = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
    if (!member) return `has an unknown member in ${what}. Known are ${Object.keys(MEMBERS).join(', ')}.`;
    if (!member[0](value)) return `must have ${member[1]} as ${name} of ${what}.`;
  }
  const { rolesClaim, roleNames, scopeClaims, machinesHaveRoles, firebaseProject, ...settings } = entry;
  const violation = findClaimViolation([rolesClaim], [scopeClaims].flat());
  if (violation !== undefined) return `has a claim in ${what} that ${violation}`;
  try {
    const preset = presetFor({
      ...settings,
      ...shared,
      ...(firebaseProject === undefined ? {} : { firebaseProjectId: firebaseProject }),
      ...(firebaseProject === undefined && settings['issuer'] === undefined ? { issuer: '' } : {}),
    } as IssuerSettings);
    const names = roleNames === undefined ? {} : { roleNames: new Map(Object.entries(roleNames as object)) };
    const own = { rolesClaim, scopeClaims, machinesHaveRoles };
    const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    return { ...preset, grants: { ...grants, ...said, ...names } };
  } catch (error) {
    if (error instanceof TypeError) return `does not fit: ${what}. ${error.message}`;
    throw error;
  }
}

function findClaimViolation(roles: readonly unknown[], scopes: readonly unknown[]): string | undefined {
  const claims = [...roles, ...scopes.filter((name) => !isScopeClaim(String(name)))];
  return claims
    .filter((claim) => claim !== undefined)
    .map((claim) => findRoleClaimViolation(String(claim)))
    .find((violation) => violation !== undefined);
}

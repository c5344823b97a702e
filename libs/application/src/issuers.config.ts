import type { GrantRules } from '@lambda-nest/access';
import {
  CLOCK_TOLERANCE,
  findKeyAddressViolation,
  isAlgorithm,
  presetFor,
  TOKEN_KINDS,
  type IssuerPreset,
  type IssuerSettings,
} from '@lambda-nest/identity';
import type { EnvironmentReader } from './environment.reader.ts';
import { readProjectId } from './firebase.config.ts';
import { parseMoreIssuers } from './more-issuers.ts';

/** Whose tokens are accepted, how they are verified, and where they say what their bearers may. */
export type IssuerConfig = Readonly<
  IssuerPreset & {
    tenantId?: string;
    verifyExpiration: boolean;
    allowHttpLoopback: boolean;
    grants: GrantRules;
  }
>;

/** The issuer that today's variables describe, and those of `JWT_MORE_ISSUERS` after it. */
export function readIssuers(
  read: EnvironmentReader,
  deployed: boolean,
  grants: GrantRules,
): readonly [IssuerConfig, ...IssuerConfig[]] {
  const isExpiryChecked = read.oneOf('JWT_VERIFY_TOKEN_EXPIRATION', ['true', 'false'], 'true') === 'true';
  if (deployed && !isExpiryChecked) {
    read.reject('JWT_VERIFY_TOKEN_EXPIRATION', 'must be true when deployed. Unset it.');
  }
  const tenantId = read.matching('FIREBASE_TENANT_ID', /^[\w-]{1,128}$/, 'a tenant id');
  const rules = readRules(read, deployed);
  const common = { verifyExpiration: isExpiryChecked, allowHttpLoopback: !deployed };
  const preset = readIssuer(read, rules, deployed);
  const first = { ...preset, ...(tenantId === undefined ? {} : { tenantId }), ...common, grants };
  return [first, ...readMore(read, first, common)];
}

type Rules = Pick<
  IssuerSettings,
  'jwksUri' | 'authorizedParties' | 'algorithms' | 'tokenKind' | 'clockTolerance' | 'allowHttpLoopback'
>;

/** Only what is set: the presets have the defaults. */
function readRules(read: EnvironmentReader, deployed: boolean): Rules {
  const jwksUri = readKeyAddress(read, deployed);
  const authorizedParties = read.list('JWT_AUTHORIZED_PARTIES');
  const algorithms = read.list('JWT_ALGORITHMS');
  if (!algorithms.every(isAlgorithm)) {
    read.reject('JWT_ALGORITHMS', 'must list some of RS256, RS384, RS512, ES256, EdDSA.');
  }
  const tokenKind = read.oneOf('JWT_TOKEN_KIND', TOKEN_KINDS, 'any');
  const clockTolerance = read.integer('JWT_CLOCK_TOLERANCE_SECONDS', {
    least: 0,
    most: CLOCK_TOLERANCE.max,
    otherwise: CLOCK_TOLERANCE.default,
  });
  return {
    allowHttpLoopback: !deployed,
    ...(jwksUri === undefined ? {} : { jwksUri }),
    ...(authorizedParties.length === 0 ? {} : { authorizedParties }),
    ...(algorithms.every(isAlgorithm) && algorithms.length > 0 ? { algorithms } : {}),
    ...(tokenKind === 'any' ? {} : { tokenKind }),
    ...(clockTolerance === CLOCK_TOLERANCE.default ? {} : { clockTolerance }),
  };
}

function readKeyAddress(read: EnvironmentReader, deployed: boolean): string | undefined {
  const httpHint = deployed ? '' : ', or http on this machine';
  const address = read.url('JWT_ISSUER_JWKS_URI', { isHttpAllowed: !deployed, httpHint });
  const violation = address === undefined ? undefined : findKeyAddressViolation(address);
  return violation === undefined ? address : read.reject('JWT_ISSUER_JWKS_URI', `does not fit. ${violation}`);
}

const UNKNOWN_ISSUER: IssuerPreset = { preset: 'oidc', issuer: '', audiences: [] };

function readIssuer(read: EnvironmentReader, rules: Rules, deployed: boolean): IssuerPreset {
  const projectId = readProjectId(read);
  const httpHint = deployed ? '' : ', or http on this machine';
  const issuer = read.url('JWT_ISSUER', { isHttpAllowed: !deployed, httpHint });
  const audiences = read.list('JWT_AUTHORIZED_AUDIENCES');
  if (projectId !== undefined) {
    const preset = presetOf(read, { firebaseProjectId: projectId, ...rules });
    if (issuer !== undefined && issuer !== preset.issuer) {
      read.reject(
        'JWT_ISSUER',
        'contradicts FIREBASE_PROJECT_ID. Unset one of them, or describe the other one in JWT_MORE_ISSUERS.',
      );
    }
    if (audiences.length > 0 && !(audiences.length === 1 && audiences[0] === projectId)) {
      read.reject('JWT_AUTHORIZED_AUDIENCES', 'must be the Firebase project id alone. Unset it.');
    }
    return preset;
  }
  if (issuer === undefined) {
    if (
      read.problems.every(({ variable }) => variable !== 'JWT_ISSUER' && variable !== 'FIREBASE_PROJECT_ID')
    ) {
      read.reject('FIREBASE_PROJECT_ID', 'is not set. Set it, or JWT_ISSUER and JWT_AUTHORIZED_AUDIENCES.');
    }
    return UNKNOWN_ISSUER;
  }
  const isForSomeone = audiences.length > 0 || rules.authorizedParties !== undefined;
  if (!isForSomeone) {
    read.reject(
      'JWT_AUTHORIZED_AUDIENCES',
      'is not set. Set it to the audiences of your tokens, separated by commas.',
    );
  }
  return isForSomeone ? presetOf(read, { issuer, audiences, ...rules }) : UNKNOWN_ISSUER;
}

/** What the identity library rejects is the operator's to change: it says which setting and never its value. */
function presetOf(read: EnvironmentReader, settings: IssuerSettings): IssuerPreset {
  try {
    return presetFor(settings);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    read.reject(
      'firebaseProjectId' in settings ? 'FIREBASE_PROJECT_ID' : 'JWT_ISSUER',
      `does not fit. ${error.message}`,
    );
    return UNKNOWN_ISSUER;
  }
}

type Common = Pick<IssuerConfig, 'verifyExpiration' | 'allowHttpLoopback'>;

function readMore(read: EnvironmentReader, first: IssuerConfig, common: Common): readonly IssuerConfig[] {
  const text = read.text('JWT_MORE_ISSUERS');
  if (text === undefined) return [];
  const { clockTolerance, grants } = first;
  const rules = { allowHttpLoopback: common.allowHttpLoopback, clockTolerance };
  const { issuers, violations } = parseMoreIssuers(text, rules, grants);
  for (const violation of violations) read.reject('JWT_MORE_ISSUERS', violation);
  const names = [first, ...issuers].map(({ issuer }) => issuer);
  if (new Set(names).size < names.length) {
    read.reject('JWT_MORE_ISSUERS', 'describes an issuer twice. Describe each once.');
  }
  return issuers.map((issuer) => ({ ...issuer, ...common }));
}

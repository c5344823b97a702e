import type { IntrospectionOptions } from '@lambda-nest/identity';
import type { EnvironmentReader } from './environment.reader.ts';
import type { IssuerConfig } from './issuers.config.ts';

export type IntrospectionConfig = Pick<
  IntrospectionOptions,
  'uri' | 'clientId' | 'clientSecret' | 'allowHttpLoopback'
>;

const NAMES = {
  uri: 'JWT_INTROSPECTION_URI',
  clientId: 'JWT_INTROSPECTION_CLIENT_ID',
  clientSecret: 'JWT_INTROSPECTION_CLIENT_SECRET',
} as const;

/** Where the first issuer says whether a token still counts; all three variables or none. */
export function readIntrospection(
  read: EnvironmentReader,
  deployed: boolean,
  { preset }: IssuerConfig,
): IntrospectionConfig | undefined {
  const httpHint = deployed ? '' : ', or http on this machine';
  const uri = read.url(NAMES.uri, { isHttpAllowed: !deployed, httpHint });
  const clientId = read.text(NAMES.clientId);
  const clientSecret = read.text(NAMES.clientSecret);
  const values = { uri, clientId, clientSecret };
  if (Object.values(values).every((value) => value === undefined)) return undefined;
  if (preset === 'firebase') {
    return read.reject(
      NAMES.uri,
      'is for another issuer than Firebase, whose accounts are looked up. Unset it.',
    );
  }
  for (const name of ['uri', 'clientId', 'clientSecret'] as const) {
    if (values[name] === undefined && read.text(NAMES[name]) === undefined)
      read.reject(
        NAMES[name],
        'is not set, and introspection needs all three variables. Set it, or unset the others.',
      );
  }
  if (uri === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { uri, clientId, clientSecret, allowHttpLoopback: !deployed };
}

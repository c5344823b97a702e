/** A provider whose issuers have one form, and what to say of another. */
type Form = Readonly<{ host: RegExp; issuer: RegExp; sentence: string }>;

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * The forms that are documented. An issuer is compared character by character, so that one that differs would reject every
 * token, without a word at start.
 *
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference
 * @see https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload
 * @see https://developer.okta.com/docs/concepts/auth-servers/
 * @see https://supabase.com/docs/guides/auth/jwt-fields
 */
const FORMS: readonly Form[] = [
  {
    host: /^login\.microsoftonline\.(com|us)$|^login\.partner\.microsoftonline\.cn$/,
    issuer: new RegExp(`/${GUID}/v2\\.0$`),
    sentence:
      'The issuer must be https://login.microsoftonline.com/<tenant id>/v2.0: tokens of Microsoft Entra have the id of ' +
      'their tenant, never common, organizations or a domain.',
  },
  {
    host: /^sts\.(windows\.net|chinacloudapi\.cn|microsoftonline\.us)$/,
    issuer: new RegExp(`/${GUID}/$`),
    sentence:
      'The issuer must be https://sts.windows.net/<tenant id>/ with a slash at its end, as Microsoft Entra writes it ' +
      'into tokens of version 1.',
  },
  {
    host: /^accounts\.google\.com$/,
    issuer: /^https:\/\/accounts\.google\.com$/,
    sentence:
      'The issuer must be https://accounts.google.com without a slash, as Google writes it into its tokens.',
  },
  {
    host: /\.auth0\.com$/,
    issuer: /\/$/,
    sentence: 'The issuer must end with a slash, as Auth0 writes it into its tokens.',
  },
  {
    host: /^(issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/,
    issuer: /[^/]$/,
    sentence: 'The issuer must not end with a slash: Cognito writes none into its tokens.',
  },
  {
    host: /\.(okta|oktapreview|okta-emea)\.com$|\.clerk\.accounts\.dev$/,
    issuer: /[^/]$/,
    sentence: 'The issuer must not end with a slash: Okta and Clerk write none into their tokens.',
  },
  {
    host: /\.supabase\.co$/,
    issuer: /\.supabase\.co\/auth\/v1$/,
    sentence:
      'The issuer must be https://<project>.supabase.co/auth/v1, as Supabase writes it into its tokens.',
  },
  {
    host: /./,
    issuer: /^(?!.*\/realms\/[^/]+\/$)/,
    sentence: 'The issuer must not end with a slash: Keycloak writes none into its tokens.',
  },
];

/** Says why no token will ever come from an issuer that is written like this; `undefined` when one may. */
export function findIssuerViolation(issuer: string): string | undefined {
  if (/[\s,;]/.test(issuer)) return 'The issuer must be one address. Describe further issuers separately.';
  if (/[{}<>]|%7b|%7d/i.test(issuer)) {
    return 'The issuer has a placeholder in it. Put the value of your own tenant in its place.';
  }
  if (issuer.includes('/.well-known/')) {
    return 'The issuer is the address of a document. Leave out /.well-known and what follows.';
  }
  const host = URL.parse(issuer)?.hostname ?? '';
  return FORMS.find((form) => form.host.test(host) && !form.issuer.test(issuer))?.sentence;
}

/** Says why an address is none of a JSON Web Key Set; `undefined` when it may be. */
export function findKeyAddressViolation(address: string): string | undefined {
  if (/\/x509\/|\.googleapis\.com\/oauth2\/v1\/certs$/.test(address)) {
    return 'The address of the keys gives X.509 certificates. Give that of the JSON Web Key Set.';
  }
  if (/[{}<>]|%7b|%7d/i.test(address)) {
    return 'The address of the keys has a placeholder in it. Put the value of your own tenant in its place.';
  }
  if (address.endsWith('/.well-known/openid-configuration')) {
    return 'The address of the keys is that of the discovery document. Give its jwks_uri, or none.';
  }
  return undefined;
}

/** An OpenID provider. */
export { default } from 'oidc-provider';

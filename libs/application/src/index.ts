/** Assembles an application: configuration, identity, access, errors and headers around the modules that are its own. */
export { ClientAddress } from './client-address.ts';
export { parseConfig, type ApiConfig, type Config } from './config.ts';
export { ConfigError } from './config.error.ts';
export {
  createApp,
  describeInvocation,
  type App,
  type AppOptions,
  type RootModuleType,
} from './create-app.ts';
export { findEnv } from './env/find-env.ts';
export { defineEnv, type Variable, type Variables } from './env/define-env.ts';
export { createLambda } from './create-lambda.ts';
export { EnabledWhen } from './enabled-when.decorator.ts';
export { SIGN_IN, TOKEN_VERIFIER } from './identity.module.ts';
export { firebaseAccounts } from './firebase-accounts.ts';
export { LOG, METRICS } from './log.token.ts';
export type { AccountsConfig } from './accounts.config.ts';
export type { DocsSignIn, DocsUser } from './docs.config.ts';

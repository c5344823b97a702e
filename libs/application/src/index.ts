/** Assembles an application: configuration, identity, access, errors and headers around the modules that are its own. */
export { ClientAddress } from './client-address.ts';
export { ConfigError, type ApiConfig, type Config } from './config.ts';
export { createApp, type App, type AppOptions, type RootModuleType } from './create-app.ts';
export { createLambda } from './create-lambda.ts';
export { EnabledWhen } from './enabled-when.decorator.ts';
export { SIGN_IN } from './identity.module.ts';
export { LOG, METRICS } from './log.token.ts';
export type { DocsSignIn } from './docs.config.ts';
export { describeInvocation } from './create-app.ts';

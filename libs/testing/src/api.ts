/** An application behind its Lambda handler, with an identity provider of its own. */
export { replyAsGoogle, lookUp, signedIn } from './reply-as-google.ts';
export { startApi, TEST_ENVIRONMENT, type StartOptions, type TestApi } from './start-api.ts';

/** What specs of an application need: tokens of an issuer of their own, events as AWS sends them, the application behind its handler. */
export { captureLog } from './capture-log.ts';
export {
  buildAlbEvent,
  buildContext,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
  type EventSketch,
} from './events/build-event.ts';
export { fitEnvironment } from './fit-environment.ts';
export { freePort } from './free-port.ts';
export { startKeySetServer, type KeySetResponse, type KeySetServer } from './key-set-server.ts';
export { measureCost } from './measure-cost.ts';
export { mintRecipe, withOtherLastCharacter, type TokenRecipe, type TokenRecipes } from './mint-recipe.ts';
export {
  createCurveKey,
  createSigningKey,
  firebaseClaims,
  mint,
  signingKey,
  type MintOptions,
  type SignatureKind,
  type SigningKey,
  type TokenAlgorithm,
} from './mint-token.ts';
export { readResponse, type ApiResponse } from './read-response.ts';
export { startIssuer, type Issuer } from './start-issuer.ts';
export {
  googleError,
  startGoogle,
  type GoogleResponse,
  type GoogleRequest,
  type GoogleScript,
  type StubGoogle,
} from './stub-google.ts';

/** Every route of an application with every kind of caller: what to send, and what must come back. */
export type { ContractRoute } from '../contract/contract-route.ts';
export { configureGateway } from './configure-gateway.ts';
export { headersOf, type Credential } from './credential.ts';
export { expectAtHandler, expectThroughGateway, type ExpectedResponse } from './expected-response.ts';
export { findDifferences } from './find-differences.ts';
export { findReason } from './find-reason.ts';
export {
  DISABLED_ACCOUNT,
  makeCredentials,
  TEST_ISSUER,
  type CredentialOptions,
} from './make-credentials.ts';
export { samplePath, type ProvenRoute } from './proven-route.ts';
export { readApplication, type Application } from './read-application.ts';
export { runConformance } from './run-conformance.ts';
export { sendRequest } from './send-request.ts';

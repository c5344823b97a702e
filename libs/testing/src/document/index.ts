/** Holds responses to the OpenAPI document that the contract wrote, `openapi.json` in `infra/generated` or `apps/api/generated`. */
export { buildMultipart } from './build-multipart.ts';
export { buildRequest } from './build-request.ts';
export { checkResponse, type Responder, type CheckedResponse } from './check-response.ts';
export { checkFetch } from './check-fetch.ts';
export { checkResult } from './check-result.ts';
export {
  findOperation,
  listOperations,
  readDocument,
  responseOf,
  type DocumentedOperation,
  type DocumentedResponse,
  type MediaType,
} from './load-document.ts';
export { sampleValue, type Schemas } from './sample-value.ts';
export { pathOf } from './path-of.ts';
export { readTarget } from './read-target.ts';

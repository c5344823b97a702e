/** Tokens as the providers of identity shape them, each with its documentation as source. */
export { issuerOfShape } from './issuer-of-shape.ts';
export { NOW, TIMES, type ProviderShape } from './provider-shape.ts';
export { PROVIDER_SHAPES } from './provider-shapes.ts';
export type { TokenContent, TokenGrant, TokenIssuer } from './token-issuer.ts';

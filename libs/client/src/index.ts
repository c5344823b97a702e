/** A typed client of the API, for Node and browsers. */
export { ApiError, type ApiErrorFields, type ErrorKind, type FieldError } from './api-error.ts';
export type { ApiResponse, Call, CallOptions, Client } from './client.ts';
export type { ClientOptions, ConnectionOptions } from './client-options.ts';
export { createClient } from './create-client.ts';
export { createPasswordTokenProvider, type PasswordOptions } from './create-password-token-provider.ts';
export type { components, operations, paths } from './schema.ts';
export type { GetToken, TokenProvider } from './token-provider.ts';

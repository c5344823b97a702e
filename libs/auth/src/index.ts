/** Sign-in with a password, `POST /v1/auth/token`, where the identity provider takes passwords. */
export { AuthModule } from './auth.module.ts';
export { FAILURE_STORE } from './sign-in-limit.service.ts';
export { FailuresUnavailable, type FailureStore } from './failure.store.ts';

/** Sign-in with a password, `POST /v1/auth/token`, where the identity provider takes passwords. */
export { AuthModule } from './auth.module.ts';

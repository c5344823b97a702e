import { proveAccess } from '@lambda-nest/local/proofs';
import { AppModule } from '../src/app.module.ts';

/** The product with providers that are asked about accounts in other ways than Firebase. */
await proveAccess(
  'the product with Keycloak, which is asked about tokens',
  {
    module: AppModule,
    environment: {
      JWT_ISSUER: 'https://login.example.com/realms/shop',
      JWT_AUTHORIZED_AUDIENCES: 'orders-api',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'realm_access.roles',
      JWT_INTROSPECTION_URI: 'https://login.example.com/realms/shop/protocol/openid-connect/token/introspect',
      JWT_INTROSPECTION_CLIENT_ID: 'orders-api',
      JWT_INTROSPECTION_CLIENT_SECRET: 'secret',
    },
  },
  { isDocumented: true },
);
await proveAccess(
  'the product with a Cognito user pool, whose accounts it manages',
  {
    module: AppModule,
    environment: {
      JWT_ISSUER: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
      JWT_AUTHORIZED_AUDIENCES: 'my-client',
      JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'cognito:groups',
      JWT_TOKEN_KIND: 'access',
      ACCOUNTS: 'on',
    },
  },
  { isDocumented: true },
);

import { proveAccess } from '@lambda-nest/local/proofs';
import { OrdersModule } from './orders.module.ts';

/** What a team writes: its variables alone. */
const ISSUERS: Readonly<Record<string, Record<string, string>>> = {
  'Keycloak, which is asked about tokens': {
    JWT_ISSUER: 'https://login.example.com/realms/shop',
    JWT_AUTHORIZED_AUDIENCES: 'orders-api',
    JWT_AUTHORIZED_PARTIES: 'shop-web',
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'resource_access.orders-api.roles',
    JWT_ROLE_NAMES: 'customer=USERS,staff=ADMINS',
    JWT_INTROSPECTION_URI: 'https://login.example.com/realms/shop/protocol/openid-connect/token/introspect',
    JWT_INTROSPECTION_CLIENT_ID: 'orders-api',
    JWT_INTROSPECTION_CLIENT_SECRET: 'secret',
  },
  'Auth0 in the profile of RFC 9068, with permissions': {
    JWT_ISSUER: 'https://example.eu.auth0.com/',
    JWT_AUTHORIZED_AUDIENCES: 'https://api.example.com',
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'https://example.com/roles',
    JWT_SCOPE_CLAIMS: 'permissions',
    JWT_TOKEN_KIND: 'at+jwt',
  },
  'a Firebase project with a tenant, and roles in a place of their own': {
    FIREBASE_PROJECT_ID: 'my-project',
    FIREBASE_TENANT_ID: 'shop-1',
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'access.roles',
    JWT_ROLE_NAMES: 'customer=USERS',
  },
  'Clerk without an audience': {
    JWT_ISSUER: 'https://clear-cat-12.clerk.accounts.dev',
    JWT_AUTHORIZED_PARTIES: 'https://app.example.com',
    JWT_AUTHORIZATION_GROUPS_ATTR_NAME: 'roles',
  },
  'an issuer after RFC 9068 that signs with RS512, whose programs have roles': {
    JWT_ISSUER: 'https://id.example.com',
    JWT_AUTHORIZED_AUDIENCES: 'orders-api',
    JWT_ALGORITHMS: 'RS512',
    JWT_MACHINE_ROLES: 'on',
  },
};

for (const [name, environment] of Object.entries(ISSUERS))
  await proveAccess(name, { module: OrdersModule, environment });

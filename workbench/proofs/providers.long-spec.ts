import { PROVIDER_SHAPES, type ProviderShape } from '@lambda-nest/testing/providers';
import { proveAccess } from '@lambda-nest/local/proofs';
import { OrdersModule } from './orders.module.ts';

/** Every kind of declaration, with every kind of caller, by tokens as each provider documents them. */
for (const [name, provider] of Object.entries(PROVIDER_SHAPES))
  await proveAccess(name, { module: OrdersModule }, { provider });

/** What API Gateway cannot judge: it has no authorizer there. */
const supabase = PROVIDER_SHAPES['Supabase, access token'] as ProviderShape;
await proveAccess(
  'Supabase, signed on a curve',
  { module: OrdersModule },
  {
    provider: {
      ...supabase,
      algorithm: 'ES256',
      environment: { ...supabase.environment, JWT_ALGORITHMS: 'ES256' },
    },
  },
);

import { AppModule } from '../src/app.module.ts';
import { OrdersModule } from '../../../workbench/proofs/orders.module.ts';
import { proveAccess } from '@lambda-nest/local/proofs';

const product = {
  module: AppModule,
  // Every route there can be.
  environment: { ACCOUNTS: 'on', AUTH_SIGN_UP: 'on' },
};
await proveAccess('the product', product, { isDocumented: true });
await proveAccess('an application with scopes', { module: OrdersModule });

import { AppModule } from '../src/app.module.ts';
import { OrdersModule } from '../../../libs/testing/fixtures/orders.module.ts';
import { proveAccess } from '../../../libs/local/src/proofs/prove-access.ts';

const product = { module: AppModule, entry: 'apps/api/src/app.module.ts' };
await proveAccess('the product', product, { isDocumented: true });
await proveAccess('an application with scopes', {
  module: OrdersModule,
  entry: 'libs/testing/fixtures/orders.module.ts',
});

import { AppModule } from '../../../../apps/api/src/app.module.ts';
import { OrdersModule } from '../../../../apps/api/test/orders/orders.module.ts';
import { proveAccess } from './prove-access.ts';

const product = { module: AppModule, entry: 'apps/api/src/app.module.ts' };
await proveAccess('the product', product, { isDocumented: true });
await proveAccess('an application with scopes', {
  module: OrdersModule,
  entry: 'apps/api/test/orders/orders.module.ts',
});

import {
  Controller,
  Get,
  Injectable,
  Module,
  Param,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Injectable()
class AbilityGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
    can('read', 'Order');
    cannot('delete', 'Order');
    const { params } = context.switchToHttp().getRequest<{ params: { action: string } }>();
    return build().can(params.action, 'Order');
  }
}

@Public()
@Controller()
class OrdersController {
  @UseGuards(AbilityGuard)
  @Get('orders/:action')
  act(@Param('action') action: string): object {
    return { action };
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

export const example: Example = {
  packages: ['@casl/ability'],
  tried: 'a guard of the team asks an ability: one action allowed, one denied',
  module: OrdersModule,
  requests: [{ path: '/orders/read' }, { path: '/orders/delete', status: 403 }],
};

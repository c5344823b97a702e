import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { ClsModule, ClsService } from 'nestjs-cls';
import { Public } from '../../access.ts';
import type { Example } from '../../example.ts';

@Injectable()
class Tenants {
  constructor(private readonly store: ClsService) {}

  current(): unknown {
    return this.store.get('tenant');
  }
}

@Public()
@Controller()
class TenantsController {
  constructor(private readonly tenants: Tenants) {}

  @Get('tenant')
  async show(): Promise<object> {
    await Promise.resolve();
    return { tenant: this.tenants.current() };
  }
}

@Module({
  imports: [
    ClsModule.forRoot({
      global: true,
      middleware: {
        mount: true,
        setup: (store, request: { headers: Record<string, string> }) =>
          store.set('tenant', request.headers['x-tenant']),
      },
    }),
  ],
  controllers: [TenantsController],
  providers: [Tenants],
})
class TenantsModule {}

export const example: Example = {
  packages: ['nestjs-cls'],
  tried: 'a store that its middleware sets for each request, read in a service',
  module: TenantsModule,
  requests: [
    { path: '/tenant', headers: { 'x-tenant': 'a' }, contains: '{"tenant":"a"}' },
    { path: '/tenant', headers: { 'x-tenant': 'b' }, contains: '{"tenant":"b"}' },
  ],
};

import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@golevelup/nestjs-discovery';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class PluginsController {
  constructor(private readonly discovery: DiscoveryService) {}

  @Get('controllers')
  async list(): Promise<readonly string[]> {
    return (await this.discovery.controllers(({ name }) => name.startsWith('Plugins'))).map(
      ({ name }) => name,
    );
  }
}

@Module({ imports: [DiscoveryModule], controllers: [PluginsController] })
class PluginsModule {}

export const example: Example = {
  packages: ['@golevelup/nestjs-discovery'],
  tried: 'controllers are found by the names of their classes',
  module: PluginsModule,
  requests: [{ path: '/controllers' }],
};

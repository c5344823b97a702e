import { Controller, Get, Header } from '@nestjs/common';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listRoutes, Roles } from '#access';
import { Endpoint } from './endpoint.dto.ts';
import { toEndpoint } from './to-endpoint.ts';

@ApiTags('Admin')
@Controller('v1/admin')
export class AdminController {
  readonly #host: HttpAdapterHost;
  readonly #modules: ModulesContainer;

  constructor(host: HttpAdapterHost, modules: ModulesContainer) {
    this.#host = host;
    this.#modules = modules;
  }

  @Roles('ADMINS')
  @Get('endpoints')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'List endpoints',
    description: 'Returns every route of the API and who may call it.',
  })
  @ApiOkResponse({ type: [Endpoint] })
  listEndpoints(): Endpoint[] {
    return listRoutes(this.#host.httpAdapter, this.#modules).map(toEndpoint);
  }
}

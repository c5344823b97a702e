import { Controller, Get, Header } from '@nestjs/common';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { ApiExtension, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listRoutes, Roles } from '@lambda-nest/access';
import { Endpoint } from './endpoint.dto.ts';
import { toEndpoint } from './to-endpoint.ts';

@ApiTags('Admin')
@ApiExtension('x-tag-description', 'What the API is made of. For administrators.')
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
  @ApiOkResponse({ type: [Endpoint], description: 'The routes, in the order in which they are matched.' })
  listEndpoints(): Endpoint[] {
    return listRoutes(this.#host.httpAdapter, this.#modules).map(toEndpoint);
  }
}

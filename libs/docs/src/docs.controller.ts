import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { listRoutes, Public, toGatewayPath } from '@lambda-nest/access';
import { EnabledWhen, LOG, type ApiConfig } from '@lambda-nest/application';
import type { Log } from '@lambda-nest/log';
import type { Fitting } from './document/fit-document.ts';

/**
 * The docs page, the reference, the document and their assets: ordinary routes, open to everyone. All they answer was
 * made by the build; nothing of it is read, and no code for it loaded, before the first request.
 */
@Public()
@Controller('v1')
@EnabledWhen((config) => config.docsEnabled)
@ApiExcludeController()
export class DocsController {
  readonly #config: ApiConfig;
  readonly #log: Log;
  readonly #host: HttpAdapterHost;
  readonly #modules: ModulesContainer;
  #fitting: Fitting | undefined;

  constructor(
    @Inject(ConfigService) config: ApiConfig,
    @Inject(LOG) log: Log,
    host: HttpAdapterHost,
    modules: ModulesContainer,
  ) {
    this.#config = config;
    this.#log = log;
    this.#host = host;
    this.#modules = modules;
  }

  @Get('docs')
  async showDocs(@Req() request: Request, @Res() response: Response): Promise<void> {
    await (await this.#open()).sendPage('docs.html', request, response);
  }

  @Get('redoc')
  async showReference(@Req() request: Request, @Res() response: Response): Promise<void> {
    await (await this.#open()).sendPage('redoc.html', request, response);
  }

  @Get('openapi.json')
  async getDocument(@Req() request: Request, @Res() response: Response): Promise<void> {
    await (await this.#open()).sendDocument(request, response);
  }

  @Get('docs/assets/:file')
  async getAsset(
    @Param('file') file: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await (await this.#open()).sendAsset(file, request, response);
  }

  async #open() {
    const { openDocs } = await import('./open-docs.ts');
    return openDocs({
      grants: this.#config.get('grants', { infer: true }),
      signIn: this.#config.get('docsSignIn', { infer: true }),
      users: this.#config.get('docsUsers', { infer: true }),
      log: this.#log,
      fitting: (this.#fitting ??= this.#readFitting()),
    });
  }

  #readFitting(): Fitting {
    const routes = listRoutes(this.#host.httpAdapter, this.#modules);
    const issuers = this.#config.get('issuers', { infer: true });
    return {
      routes: new Set(routes.map(({ method, path }) => `${method} ${toGatewayPath(path)}`)),
      scopes: this.#config.get('routeScopes', { infer: true }),
      issuers: issuers.filter(({ preset }) => preset !== 'firebase').map(({ issuer }) => issuer),
    };
  }
}

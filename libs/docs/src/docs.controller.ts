import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '@lambda-nest/access';
import { EnabledWhen, LOG, type ApiConfig } from '@lambda-nest/application';
import type { Log } from '@lambda-nest/log';

/**
 * The docs page, the reference, the document and their assets: ordinary routes, open to everyone. All they answer was
 * made by the build; nothing of it is read, and no code for it loaded, before somebody asks.
 */
@Public()
@Controller('v1')
@EnabledWhen((config) => config.areDocsOn)
@ApiExcludeController()
export class DocsController {
  readonly #config: ApiConfig;
  readonly #log: Log;

  constructor(@Inject(ConfigService) config: ApiConfig, @Inject(LOG) log: Log) {
    this.#config = config;
    this.#log = log;
  }

  @Get('docs')
  async showDocs(@Req() request: Request, @Res() response: Response): Promise<void> {
    await (await open(this.#config, this.#log)).sendPage('docs.html', request, response);
  }

  @Get('redoc')
  async showReference(@Req() request: Request, @Res() response: Response): Promise<void> {
    await (await open(this.#config, this.#log)).sendPage('redoc.html', request, response);
  }

  @Get('openapi.json')
  async getDocument(@Req() request: Request, @Res() response: Response): Promise<void> {
    await (await open(this.#config, this.#log)).sendDocument(request, response);
  }

  @Get('docs/assets/:file')
  async getAsset(
    @Param('file') file: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await (await open(this.#config, this.#log)).sendAsset(file, request, response);
  }
}

async function open(config: ApiConfig, log: Log) {
  const { openDocs } = await import('./open-docs.ts');
  return openDocs({
    grants: config.get('grants', { infer: true }),
    signIn: config.get('docsSignIn', { infer: true }),
    log,
    isPasswordFlowOn: config.get('isPasswordFlowOn', { infer: true }),
  });
}

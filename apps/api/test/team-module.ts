import {
  Controller,
  Get,
  HttpCode,
  Module,
  Post,
  Res,
  type MiddlewareConsumer,
  type OnModuleInit,
  type Type,
} from '@nestjs/common';
import { HttpAdapterHost, type AbstractHttpAdapter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Response } from 'express';
import { Public, Roles } from '@lambda-nest/access';

@Controller('orders')
export class OrdersController {
  @Public()
  @Get()
  list(): string[] {
    return ['a', 'b'];
  }

  @Public()
  @Post()
  @HttpCode(200)
  place(): string[] {
    return [];
  }

  @Roles('ADMINS')
  @Get('secret')
  secret(): string {
    return 'secret';
  }

  @Public()
  @Get('moved')
  moved(@Res() response: Response): void {
    response.redirect(302, '/orders');
  }
}

export type Configure = (app: NestExpressApplication) => void | Promise<void>;
export type Bind = (consumer: MiddlewareConsumer) => void;

/** A root module that does these things to the application, in the places that Nest has for them. */
export function moduleWith({
  configureApp,
  bind,
  onInit,
  controllers = [OrdersController],
}: {
  configureApp?: Configure;
  bind?: Bind;
  onInit?: (adapter: AbstractHttpAdapter) => void;
  controllers?: Type[];
}): Type {
  @Module({ controllers })
  class TeamModule implements OnModuleInit {
    static configureApp(app: NestExpressApplication): void | Promise<void> {
      return configureApp?.(app);
    }

    readonly #host: HttpAdapterHost;

    constructor(host: HttpAdapterHost) {
      this.#host = host;
    }

    configure(consumer: MiddlewareConsumer): void {
      bind?.(consumer);
    }

    onModuleInit(): void {
      onInit?.(this.#host.httpAdapter as AbstractHttpAdapter);
    }
  }
  return TeamModule;
}

import {
  Body,
  Controller,
  Get,
  Header,
  Module,
  Param,
  Post,
  Query,
  Res,
  type CallHandler,
  type DynamicModule,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { IsOptional, IsString } from 'class-validator';
import type { Request, Response } from 'express';
import type { Observable } from 'rxjs';
import { Public, Roles, SignedIn, type Role } from '@lambda-nest/access';
import { AppModule } from '../src/app.module.ts';

class Note {
  @IsString()
  text!: string;

  @IsOptional()
  @IsString()
  title?: string;
}

@Controller()
class GenericController {
  @Public()
  @Get('health')
  health(): string {
    return 'ok';
  }

  @SignedIn()
  @Get('me')
  me(): string {
    return 'me';
  }

  @SignedIn()
  @Get('users/:id')
  user(@Param('id') id: string): { id: string } {
    return { id };
  }

  @Roles('ADMINS')
  @Get('admin/endpoints')
  endpoints(): string {
    return 'admin';
  }
}

@Controller()
class ZzController {
  @SignedIn()
  @Get('zz-signed-in')
  signedIn(): string {
    return 'in';
  }

  @Public()
  @Get('zz-boom')
  boom(): never {
    throw new Error('CANARY-3 at /var/task/secret.js');
  }

  @Public()
  @Get('zz-hang')
  hang(@Res() _response: Response): void {}

  @Public()
  @Post('zz-json')
  json(@Body() note: Note): object {
    return {
      isNote: note instanceof Note,
      isBuffer: Buffer.isBuffer(note),
      text: note.text,
      isAdmin: (note as { isAdmin?: unknown }).isAdmin ?? null,
    };
  }

  @Public()
  @Get('zz-query')
  query(@Query('role') role: string): object {
    return { isArray: Array.isArray(role), role };
  }

  @Public()
  @Get('zz-header')
  @Header('cache-control', 'no-store')
  header(@Query('v') value: string, @Res({ passthrough: true }) response: Response): string {
    response.setHeader('x-test', value);
    return 'ok';
  }

  @Roles('constructor' as Role)
  @Get('zz-constructor')
  constructorRole(): string {
    return 'in';
  }

  @Roles('__proto__' as Role)
  @Get('zz-proto')
  protoRole(): string {
    return 'in';
  }

  @Roles('toString' as Role)
  @Get('zz-to-string')
  toStringRole(): string {
    return 'in';
  }
}

@Roles('USERS')
@Controller()
class UsersController {
  @Roles('ADMINS')
  @Get('zz-merged')
  merged(): string {
    return 'in';
  }
}

@Roles('ADMINS')
@Controller()
class AdminsController {
  @Public()
  @Get('zz-p')
  open(): string {
    return 'p';
  }

  @Get('zz-q')
  closed(): string {
    return 'q';
  }
}

/** Notes which handlers ran. Interceptors come after every guard. */
class Recorder implements NestInterceptor {
  readonly #ran: string[];

  constructor(ran: string[]) {
    this.#ran = ran;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { id } = context.switchToHttp().getRequest<Request>().params;
    const detail = id === undefined ? '' : ` id=${JSON.stringify(id)}`;
    this.#ran.push(`${context.getClass().name}.${context.getHandler().name}${detail}`);
    return next.handle();
  }
}

@Module({})
class ZzModule {}

/** The product beside routes of the tests' own; which handlers ran is noted in `ran`. */
export function withTestRoutes(ran: string[], more: Partial<DynamicModule> = {}): DynamicModule {
  return {
    module: ZzModule,
    imports: [AppModule],
    controllers: [
      GenericController,
      ZzController,
      UsersController,
      AdminsController,
      ...(more.controllers ?? []),
    ],
    providers: [{ provide: APP_INTERCEPTOR, useValue: new Recorder(ran) }],
  };
}

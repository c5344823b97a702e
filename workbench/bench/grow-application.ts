import { apiFrom, extendProduct } from './extend-product.ts';

const MODULES = 30;

/**
 * Writes an application that is the product and thirty modules beside it, of ten routes each: the API as it may be in
 * some years.
 *
 * @param folder where to write, inside the repository, so that its packages are found.
 * @returns the folder of the function to build.
 */
export function growApplication(folder: string, root: string): string {
  const numbers = Array.from({ length: MODULES }, (_, index) => index + 1);
  return extendProduct(folder, root, {
    name: 'grown',
    rootModule: 'GrownModule',
    files: {
      ...Object.fromEntries(numbers.map((number) => [`things-${number}.module.ts`, writeModule(number)])),
      'grown.module.ts': writeRoot(numbers, apiFrom(folder, root)),
    },
  });
}

const writeRoot = (
  numbers: readonly number[],
  api: string,
): string => `import { Module } from '@nestjs/common';
import { AppModule } from '${api}/src/app.module.ts';
${numbers.map((number) => `import { Things${number}Module } from './things-${number}.module.ts';`).join('\n')}

@Module({ imports: [AppModule, ${numbers.map((number) => `Things${number}Module`).join(', ')}] })
export class GrownModule {
  static readonly checkedRoles = AppModule.checkedRoles;
}
`;

/** A module as people write them: a class of input, a service, a controller that it is injected into. */
const writeModule = (n: number): string => `import {
  Body, Controller, Delete, Get, HttpCode, Injectable, Module, NotFoundException, Param, Patch, Post, Put, Query,
} from '@nestjs/common';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Public, Roles, Scopes, SignedIn } from '@lambda-nest/access';

export class Thing${n} {
  @IsString() @MaxLength(100) name!: string;
  @IsOptional() @IsInt() @Min(0) @Max(1000) amount?: number;
}

@Injectable()
export class Things${n}Service {
  readonly #things = new Map<string, Thing${n}>();
  list(): Thing${n}[] { return [...this.#things.values()]; }
  find(id: string): Thing${n} {
    const thing = this.#things.get(id);
    if (!thing) throw new NotFoundException();
    return thing;
  }
  save(id: string, thing: Thing${n}): Thing${n} { this.#things.set(id, thing); return thing; }
  remove(id: string): void { this.#things.delete(id); }
}

@Roles('USERS')
@Controller('v1/things-${n}')
export class Things${n}Controller {
  readonly #things: Things${n}Service;
  constructor(things: Things${n}Service) { this.#things = things; }

  @Get() list(@Query('limit') limit?: number): Thing${n}[] { return this.#things.list().slice(0, limit); }
  @Post() add(@Body() thing: Thing${n}): Thing${n} { return this.#things.save(thing.name, thing); }
  @Public() @Get('about') about(): object { return { things: ${n} }; }
  @SignedIn() @Get('count') count(): object { return { count: this.#things.list().length }; }
  @Roles('ADMINS') @Delete() @HttpCode(204) clear(): void { for (const { name } of this.#things.list()) this.#things.remove(name); }
  @Get('items/:id') read(@Param('id') id: string): Thing${n} { return this.#things.find(id); }
  @Put('items/:id') replace(@Param('id') id: string, @Body() thing: Thing${n}): Thing${n} { return this.#things.save(id, thing); }
  @Patch('items/:id') change(@Param('id') id: string, @Body() thing: Thing${n}): Thing${n} { return this.#things.save(id, thing); }
  @Delete('items/:id') @HttpCode(204) remove(@Param('id') id: string): void { this.#things.remove(id); }
  @Scopes('things:read') @Get('items/:id/amount') amount(@Param('id') id: string): object { return { amount: this.#things.find(id).amount }; }
}

@Module({ controllers: [Things${n}Controller], providers: [Things${n}Service] })
export class Things${n}Module {}
`;

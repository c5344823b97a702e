import { describe, expect, it } from '@jest/globals';
import {
  Body,
  Headers,
  Injectable,
  Param,
  ParseArrayPipe,
  ParseUUIDPipe,
  Query,
  UsePipes,
  ValidationPipe,
  type PipeTransform,
  type Type,
} from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { IsString } from 'class-validator';
import { checkInputs, UncheckedInput, type InputRoute } from './check-inputs.ts';
import { isLeftToPipes } from './has-rules.ts';
import { InputPipe } from './input.pipe.ts';

class Ruled {
  @IsString()
  title!: string;
}
class Bare {
  title?: string;
}
class Schemed {
  static readonly schema = { '~standard': { validate: (value: unknown) => ({ value }) } };
}
class OwnPipe implements PipeTransform {
  transform(value: unknown): unknown {
    return value;
  }
}

class Takes {
  rules(@Body() _body: Ruled): void {}
  schema(@Body() _body: Schemed): void {}
  schemaOfDecorator(@Body({ schema: Schemed.schema } as never) _body: Bare): void {}
  text(@Param('id') _id: string): void {}
  interface(@Body() _body: { title: string }): void {}
  list(@Query('ids') _ids: string[]): void {}
  headers(@Headers() _headers: Bare): void {}
  nothing(): void {}
  pipeOfParameter(@Body(OwnPipe) _body: Bare): void {}
  pipeOfNest(@Body(new ParseArrayPipe()) _body: Bare): void {}

  body(@Body() _body: Bare): void {}
  query(@Query() _query: Bare): void {}
  path(@Param() _params: Bare): void {}
  passingPipe(@Body(ValidationPipe) _body: Bare): void {}
  passingInstance(@Body(new ValidationPipe()) _body: Bare): void {}
}

/** Route of a method of a controller. */
function routeOf(controller: Type, name = 'take'): InputRoute {
  const handler = (controller.prototype as Record<string, () => void>)[name];
  if (!handler) throw new Error('There is no such method.');
  return { method: 'POST', path: '/x', name: `${controller.name}.${name}`, controller, handler };
}

async function problemsOf(route: InputRoute, pipes: PipeTransform[] = []): Promise<readonly string[]> {
  const config = new ApplicationConfig();
  config.useGlobalPipes(new InputPipe(), ...pipes);
  try {
    await checkInputs([route], config);
    return [];
  } catch (error) {
    return (error as UncheckedInput).problems;
  }
}

describe("what Nest's own pipes reject", () => {
  it('is noted from when the first route has one', async () => {
    const { transform } = ParseUUIDPipe.prototype;
    expect(await problemsOf(routeOf(Takes, 'text'))).toEqual([]);
    expect(ParseUUIDPipe.prototype.transform).toBe(transform);
    expect(await problemsOf(routeOf(Takes, 'pipeOfNest'))).toEqual([]);
    expect(ParseUUIDPipe.prototype.transform).not.toBe(transform);
  });
});

describe('a route', () => {
  it.each([
    'rules',
    'schema',
    'schemaOfDecorator',
    'text',
    'interface',
    'list',
    'headers',
    'nothing',
    'pipeOfParameter',
    'pipeOfNest',
  ])('may take %s', async (name) => {
    expect(await problemsOf(routeOf(Takes, name))).toEqual([]);
  });

  it.each(['body', 'query', 'path', 'passingPipe', 'passingInstance'])(
    'may take no class that nothing checks: %s',
    async (name) => {
      expect(await problemsOf(routeOf(Takes, name))).toEqual([
        `POST /x (Takes.${name}) takes Bare, whose members nothing checks.`,
      ]);
    },
  );

  it('may take it behind a pipe of the method, of the controller or of the application', async () => {
    class OfMethod {
      @UsePipes(OwnPipe)
      take(@Body() _body: Bare): void {}
    }
    @UsePipes(new OwnPipe())
    class OfController {
      take(@Body() _body: Bare): void {}
    }
    class Plain {
      take(@Body() _body: Bare): void {}
    }
    expect(await problemsOf(routeOf(OfMethod))).toEqual([]);
    expect(await problemsOf(routeOf(OfController))).toEqual([]);
    expect(await problemsOf(routeOf(Plain), [new OwnPipe()])).toEqual([]);
    expect(await problemsOf(routeOf(Plain), [new ValidationPipe()])).toHaveLength(1);
  });

  it('may take it behind a pipe that the application makes for each request', async () => {
    @Injectable()
    class Scoped extends OwnPipe {}
    class Plain {
      take(@Body() _body: Bare): void {}
    }
    const config = new ApplicationConfig();
    config.addGlobalRequestPipe({ metatype: Scoped } as never);
    await expect(checkInputs([routeOf(Plain)], config)).resolves.toBeUndefined();
    const other = new ApplicationConfig();
    other.addGlobalRequestPipe({ metatype: ValidationPipe } as never);
    await expect(checkInputs([routeOf(Plain)], other)).rejects.toThrow(UncheckedInput);
  });

  it('leaves to pipes the classes that nothing else checks, and no others', async () => {
    class Left {}
    class Controlled {
      take(@Body(OwnPipe) _body: Left, @Query(OwnPipe) _query: Ruled): void {}
    }
    expect(await problemsOf(routeOf(Controlled))).toEqual([]);
    expect([isLeftToPipes(Left), isLeftToPipes(Ruled)]).toEqual([true, false]);
  });

  it('that is none of a controller takes nothing that is declared', async () => {
    const route: InputRoute = { method: 'GET', path: '/x', name: 'x' };
    await expect(checkInputs([route], new ApplicationConfig())).resolves.toBeUndefined();
  });
});

describe('what is said of unchecked inputs', () => {
  it('names all of them, and what to do', async () => {
    class First {
      take(@Body() _body: Bare): void {}
    }
    class Second {
      take(@Query() _query: Bare): void {}
    }
    const check = checkInputs([routeOf(First), routeOf(Second)], new ApplicationConfig());
    await expect(check).rejects.toMatchObject({
      name: 'UncheckedInput',
      code: 'INPUT_UNCHECKED',
      message: [
        'The application will not start, because it would take input unchecked:',
        '  - POST /x (First.take) takes Bare, whose members nothing checks.',
        '  - POST /x (Second.take) takes Bare, whose members nothing checks.',
        'Potential solutions: give the members of the class decorators of class-validator; name a schema in the ' +
          'decorator of the parameter, @Body({ schema }); or put a pipe of your own before it.',
      ].join('\n'),
    });
  });
});

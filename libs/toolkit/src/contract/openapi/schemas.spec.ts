import { describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Public } from '@lambda-nest/access';
import { z } from 'zod';
import { DEFAULT_CONTRACT } from '../../function/contract-settings.ts';
import { describeApplication } from '../describe-application.ts';

const validate = (value: unknown): object => ({ value });
const INPUT = { type: 'object', properties: { item: { type: 'string' } }, required: ['item'] };

/** As a schema of arktype is: a function, which writes JSON Schema of drafts alone. */
const called = Object.assign(() => ({}), {
  '~standard': {
    version: 1,
    vendor: 'arktype',
    validate,
    jsonSchema: {
      input: ({ target }: { target: string }) => {
        if (target !== 'draft-2020-12') throw new Error(`${target} is not supported`);
        return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...INPUT };
      },
    },
  },
});
const silent = { '~standard': { version: 1, vendor: 'valibot', validate } };

class WithSchema {
  static readonly schema = called;
}
class Described {
  static readonly schema = called;
  @ApiProperty({ example: 3 })
  count!: number;
}
abstract class Inherited {
  @Post('inherited')
  inherited(@Body() input: WithSchema): object {
    return input;
  }
}

@Public()
@Controller('v1')
class OrdersController extends Inherited {
  @Post('called')
  called(@Body({ schema: called as never }) input: object): object {
    return input;
  }

  @Post('class')
  class(@Body() input: WithSchema): object {
    return input;
  }

  @Post('described')
  described(@Body() input: Described): object {
    return input;
  }

  @Post('zod')
  zod(@Body({ schema: z.object({ note: z.string().nullable() }) }) input: object): object {
    return input;
  }

  @Post('silent')
  silent(@Body({ schema: silent as never }) input: object): object {
    return input;
  }

  @Get('query')
  query(@Query({ schema: called as never }) input: object): object {
    return input;
  }

  @Get(':item')
  item(@Param('item') item: string): object {
    return { item };
  }
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

const product = { title: 'shop', description: 'A shop.', version: '1.2.3', license: 'MIT' };
const pathsOf = async () =>
  (await describeApplication({ rootModule: OrdersModule }, product, DEFAULT_CONTRACT)).document;

describe('the OpenAPI document', () => {
  it('has what a schema says of itself in JSON Schema, whether it is an object, a function or that of a class', async () => {
    const { paths, components } = await pathsOf();
    const bodyOf = (path: string): unknown => {
      const { requestBody } = (paths[path] ?? {})['post'] as {
        requestBody: { content: Record<string, { schema: unknown }> };
      };
      return requestBody.content['application/json']?.schema;
    };
    expect(bodyOf('/called')).toEqual(INPUT);
    expect(bodyOf('/class')).toEqual(INPUT);
    expect(bodyOf('/inherited')).toEqual(INPUT);
    expect(bodyOf('/zod')).toMatchObject({
      properties: { note: { type: ['string', 'null'] } },
    });
    expect(bodyOf('/described')).toEqual({ $ref: '#/components/schemas/Described' });
    expect(bodyOf('/silent')).toEqual({ $ref: '#/components/schemas/Object' });
    expect(components?.schemas?.['Described']).toMatchObject({ properties: { count: { example: 3 } } });
    expect(paths['/query']?.['get']).toMatchObject({
      parameters: [{ name: 'item', in: 'query', required: true, schema: { type: 'string' } }],
    });
  });

  it('leaves the parameters as they are', async () => {
    const read = () =>
      ['called', 'class', 'inherited'].map((name) =>
        JSON.stringify(Reflect.getMetadata('__routeArguments__', OrdersController, name)),
      );
    const before = read();
    await pathsOf();
    expect(read()).toEqual(before);
  });
});

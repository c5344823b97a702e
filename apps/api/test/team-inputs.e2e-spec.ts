import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BadRequestException,
  Body,
  Controller,
  DefaultValuePipe,
  Get,
  Module,
  NotFoundException,
  Param,
  ParseArrayPipe,
  ParseBoolPipe,
  ParseDatePipe,
  ParseEnumPipe,
  ParseFloatPipe,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Query,
  StandardSchemaValidationPipe,
  UsePipes,
  ValidationPipe,
} from '@nestjs/common';
import { IsEmail, IsInt, IsString, MaxLength, MinLength } from 'class-validator';
import * as v from 'valibot';
import { z } from 'zod';
import { Public } from '@lambda-nest/access';
import { startApi, type TestApi } from './start-api.ts';

enum Size {
  small = 'small',
  large = 'large',
}

class Note {
  @IsString()
  @MinLength(2)
  @MaxLength(10)
  title!: string;

  @IsInt()
  stars!: number;
}

class Contact {
  @IsEmail()
  mail!: string;
}

const zodNote = z.strictObject({
  title: z.string(),
  size: z.enum(['small', 'large']),
  tags: z.array(z.string()),
});
const valibotNote = v.strictObject({ title: v.string(), size: v.picklist(['small', 'large']) });

/** As nestjs-zod makes them. */
class ZodNote {
  static readonly schema = zodNote;
}

@Public()
@Controller('team')
class TeamController {
  @Get('uuid/:id')
  uuid(@Param('id', ParseUUIDPipe) id: string): string {
    return id;
  }

  @Get('parsed')
  parsed(
    @Query('page', new DefaultValuePipe(1), ParseIntPipe) page: number,
    @Query('price', new ParseFloatPipe({ optional: true })) price: unknown,
    @Query('open', new ParseBoolPipe({ optional: true })) open: unknown,
    @Query('since', new ParseDatePipe({ optional: true })) since: Date,
    @Query('size', new ParseEnumPipe(Size, { optional: true })) size: Size,
    @Query('ids', new ParseArrayPipe({ items: Number, optional: true })) ids: number[],
  ): object {
    return { page, price, open, since, size, ids };
  }

  @Get('worded/:id')
  worded(
    @Param(
      'id',
      new ParseUUIDPipe({ exceptionFactory: () => new NotFoundException('There is no such order.') }),
    )
    id: string,
  ): string {
    return id;
  }

  @Post('notes')
  note(@Body() note: Note): Note {
    return note;
  }

  @Post('many-notes')
  notes(@Body(new ParseArrayPipe({ items: Note })) notes: Note[]): number {
    return notes.length;
  }

  @UsePipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, expectedType: Contact }))
  @Post('contacts')
  contact(@Body() contact: object): object {
    return contact;
  }

  @Post('worded-contacts')
  wordedContact(
    @Body(
      new ValidationPipe({
        expectedType: Contact,
        exceptionFactory: (errors) => new BadRequestException(`Correct ${errors.length} of the fields.`),
      }),
    )
    contact: object,
  ): object {
    return contact;
  }

  @Post('zod')
  zod(@Body({ schema: zodNote }) note: z.infer<typeof zodNote>): object {
    return note;
  }

  @Post('zod-class')
  zodClass(@Body() note: ZodNote): object {
    return { ...note, isPlain: !(note instanceof ZodNote) };
  }

  @Post('valibot')
  valibot(@Body({ schema: valibotNote }) note: v.InferOutput<typeof valibotNote>): object {
    return note;
  }

  @Get('zod-query')
  zodQuery(@Query({ schema: z.object({ page: z.coerce.number() }) }) query: { page: number }): object {
    return query;
  }

  @Post('nests-schema')
  nestsSchema(
    @Body({ schema: z.looseObject({}), pipes: [new StandardSchemaValidationPipe()] }) body: object,
  ): object {
    return body;
  }
}

@Module({ controllers: [TeamController] })
class TeamModule {}

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ module: TeamModule });
});
afterAll(() => api.close());

const post = (path: string, body: unknown) => api.request({ method: 'POST', path: `/team/${path}`, body });

describe("Nest's own pipes", () => {
  it.each([
    ['uuid/7', 'id', 'It must be a UUID.'],
    ['parsed?page=x', 'page', 'It must be a number.'],
    ['parsed?page=1.5', 'page', 'It must be a whole number.'],
    ['parsed?price=CANARY', 'price', 'It must be a number.'],
    ['parsed?open=CANARY', 'open', 'It must be true or false.'],
    ['parsed?since=CANARY', 'since', 'It must be a date.'],
    ['parsed?size=CANARY', 'size', 'It must be one of the known values.'],
    ['parsed?ids=1,CANARY', 'ids', 'It must be a list.'],
  ])('name the field, never the value: %s', async (path, field, detail) => {
    const response = await api.request({ path: `/team/${path}` });
    expect(response.json()).toMatchObject({
      status: 400,
      code: '400000',
      detail: 'The input is not valid.',
      errors: [{ field, detail }],
    });
    expect(response.text).not.toContain('CANARY');
  });

  it('take what they are for', async () => {
    const id = '6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b';
    expect((await api.request({ path: `/team/uuid/${id}` })).text).toBe(id);
    const { json } = await api.request({
      path: '/team/parsed?price=1.5&open=true&since=2026-11-29&size=large&ids=1,2',
    });
    expect(json()).toEqual({
      page: 1,
      price: 1.5,
      open: true,
      since: '2026-11-29T00:00:00.000Z',
      size: 'large',
      ids: [1, 2],
    });
  });

  it('name the fields of what they validate, and no name that the caller made up', async () => {
    const response = await post('contacts', { mail: 'CANARY', 'CANARY NAME': 1, other: 1 });
    expect(response.json()['errors']).toEqual([
      { detail: 'It is not known here.' },
      { field: 'other', detail: 'It is not known here.' },
      { field: 'mail', detail: 'It must be an email.' },
    ]);
    expect(response.text).not.toContain('CANARY');
  });

  it('name the fields of the items of a list', async () => {
    const { json } = await post('many-notes', [{ title: 'ok', stars: 1 }, { title: 'ok' }]);
    expect(json()['errors']).toEqual([{ field: 'stars', detail: 'It must be an integer number.' }]);
  });

  it('leave the text to an exceptionFactory of the application', async () => {
    const responses = [await post('worded-contacts', {}), await api.request({ path: '/team/worded/7' })];
    expect(responses.map(({ json }) => json())).toMatchObject([
      { status: 400, detail: 'Correct 1 of the fields.' },
      { status: 404, detail: 'There is no such order.' },
    ]);
  });
});

describe('a field that was not sent', () => {
  it.each([
    [
      'notes',
      [
        { field: 'title', detail: 'It is required.' },
        { field: 'stars', detail: 'It must be an integer number.' },
      ],
    ],
    ['zod', ['title', 'size', 'tags'].map((field) => ({ field, detail: 'It is required.' }))],
    ['valibot', ['title', 'size'].map((field) => ({ field, detail: 'It is required.' }))],
  ])('has one error: %s', async (path, errors) => {
    const { status, json } = await post(path, {});
    expect([status, json()['errors']]).toEqual([400, errors]);
  });
});

describe('a schema', () => {
  it.each(['zod', 'zod-class', 'valibot'])(
    'of %s gives the handler what it makes of the body',
    async (path) => {
      const note = { title: 'a', size: 'small', ...(path === 'valibot' ? {} : { tags: ['b'] }) };
      const { status, json } = await post(path, note);
      expect([status, json()]).toEqual([201, path === 'zod-class' ? { ...note, isPlain: true } : note]);
    },
  );

  it.each(['zod', 'zod-class', 'valibot'])('of %s never repeats what was sent', async (path) => {
    const response = await post(path, { title: 7, size: 'CANARY', tags: [1], 'CANARY-NAME': 1 });
    expect(response.status).toBe(400);
    expect(response.text).not.toContain('CANARY');
    expect(response.json()['errors']).toContainEqual(expect.objectContaining({ field: 'title' }));
    expect(response.json()['errors']).toContainEqual(expect.objectContaining({ field: 'size' }));
  });

  it('reads a query as well', async () => {
    expect((await api.request({ path: '/team/zod-query?page=3' })).json()).toEqual({ page: 3 });
    const { json } = await api.request({ path: '/team/zod-query?page=x' });
    expect(json()['errors']).toEqual([
      { field: 'page', detail: 'Invalid input: expected number, received NaN' },
    ]);
  });

  it('may be checked by the pipe of Nest, too', async () => {
    expect((await post('nests-schema', { any: 1 })).status).toBe(201);
  });
});

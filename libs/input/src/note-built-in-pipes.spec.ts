import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  BadRequestException,
  FileTypeValidator,
  FileValidator,
  HttpException,
  MaxFileSizeValidator,
  NotFoundException,
  ParseArrayPipe,
  ParseBoolPipe,
  ParseDatePipe,
  ParseEnumPipe,
  ParseFilePipe,
  ParseFloatPipe,
  ParseIntPipe,
  ParseUUIDPipe,
  StandardSchemaValidationPipe,
  ValidationPipe,
  type ArgumentMetadata,
  type PipeTransform,
} from '@nestjs/common';
import { IsInt, IsString, MaxLength, type ValidationError } from 'class-validator';
import { ProblemFilter } from '@lambda-nest/problem';
import { noteBuiltInPipes } from './note-built-in-pipes.ts';

class Note {
  @IsString()
  @MaxLength(5)
  title!: string;

  @IsInt()
  count!: number;
}

beforeAll(() => {
  noteBuiltInPipes();
  noteBuiltInPipes();
});

/** What the caller is told of what a pipe rejects; the value when it passes. */
async function send(
  pipe: PipeTransform,
  value: unknown,
  metadata: Partial<ArgumentMetadata> = {},
): Promise<unknown> {
  try {
    return {
      passed: await (pipe.transform(value, { type: 'query', data: 'field', ...metadata }) as unknown),
    };
  } catch (error) {
    expect(error).toBeInstanceOf(HttpException);
    let sent = '';
    const response = {
      setHeader: () => {},
      removeHeader: () => {},
      end: (text: string) => void (sent = text),
    };
    const http = { getRequest: () => ({}), getResponse: () => response };
    new ProblemFilter(() => {}).catch(error, { switchToHttp: () => http } as never);
    const { status, detail, errors } = JSON.parse(sent) as Record<string, unknown>;
    return { status, detail, ...(errors === undefined ? {} : { errors }) };
  }
}

const rejected = (...errors: object[]): object => ({
  status: 400,
  detail: 'The input is not valid.',
  errors,
});

describe("Nest's own pipe", () => {
  it.each<[string, PipeTransform, unknown, string]>([
    ['ParseArrayPipe', new ParseArrayPipe({ items: Number }), 'CANARY,1', 'It must be a list.'],
    ['ParseBoolPipe', new ParseBoolPipe(), 'CANARY', 'It must be true or false.'],
    ['ParseDatePipe', new ParseDatePipe(), 'CANARY', 'It must be a date.'],
    ['ParseEnumPipe', new ParseEnumPipe({ a: 'a' }), 'CANARY', 'It must be one of the known values.'],
    ['ParseFloatPipe', new ParseFloatPipe(), 'CANARY', 'It must be a number.'],
    ['ParseIntPipe', new ParseIntPipe(), '1.5', 'It must be a whole number.'],
    ['ParseUUIDPipe', new ParseUUIDPipe(), 'CANARY', 'It must be a UUID.'],
  ])('%s says which field it rejects', async (_name, pipe, value, detail) => {
    expect(await send(pipe, value)).toEqual(rejected({ field: 'field', detail }));
    expect(await send(pipe, undefined)).toEqual(rejected({ field: 'field', detail: 'It is required.' }));
    expect(await send(pipe, value, { data: undefined })).toEqual(rejected({ detail }));
  });

  it('passes on what it takes', async () => {
    expect(await send(new ParseIntPipe(), '7')).toEqual({ passed: 7 });
  });

  it('rejects with the status that it was given', async () => {
    const pipe = new ParseIntPipe({ errorHttpStatusCode: 422 });
    expect(await send(pipe, 'x')).toEqual({
      ...rejected({ field: 'field', detail: 'It must be a whole number.' }),
      status: 422,
    });
  });

  it('leaves the text to an exceptionFactory of the application', async () => {
    const pipe = new ParseUUIDPipe({
      exceptionFactory: () => new NotFoundException('There is no such order.'),
    });
    for (let count = 0; count < 2; count += 1)
      expect(await send(pipe, 'x')).toEqual({ status: 404, detail: 'There is no such order.' });
  });

  it('throws what is no exception of Nest as it is', async () => {
    const thrown = new Error('ours');
    const pipe = new ParseUUIDPipe({ exceptionFactory: () => thrown });
    await expect(pipe.transform('x', { type: 'param' })).rejects.toBe(thrown);
  });

  it('keeps the exception as it is, for filters', async () => {
    await expect(new ParseUUIDPipe().transform('x', { type: 'param' })).rejects.toThrow(
      'Validation failed (uuid is expected)',
    );
  });
});

describe('ValidationPipe', () => {
  const note = { type: 'body', metatype: Note, data: undefined } as const;

  it('names the fields, and not what the caller made up', async () => {
    const pipe = new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true });
    expect(await send(pipe, { title: 'CANARY-CANARY', count: 1, 'CAN ARY': 1 }, note)).toEqual(
      rejected(
        { detail: 'It is not known here.' },
        { field: 'title', detail: 'It must be shorter than or equal to 5 characters.' },
      ),
    );
    expect(await send(pipe, {}, { ...note, data: 'note' })).toEqual(
      rejected(
        { field: 'note.title', detail: 'It is required.' },
        { field: 'note.count', detail: 'It must be an integer number.' },
      ),
    );
  });

  it('tells nothing where the application wants no details told', async () => {
    expect(await send(new ValidationPipe({ disableErrorMessages: true }), {}, note)).toEqual({
      status: 400,
      detail: 'The request is malformed.',
    });
  });

  it('leaves the text to an exceptionFactory of the application', async () => {
    const pipe = new ValidationPipe({ exceptionFactory: () => new BadRequestException('Try again.') });
    expect(await send(pipe, {}, note)).toEqual({ status: 400, detail: 'Try again.' });
  });

  it('waits for that factory', async () => {
    const pipe = new ValidationPipe();
    // As an application does that extends the pipe.
    const make = pipe.createExceptionFactory();
    Object.assign(pipe, { exceptionFactory: (found: ValidationError[]) => Promise.resolve(make(found)) });
    expect(await send(pipe, { title: 'a', count: 'CANARY' }, note)).toEqual(
      rejected({ field: 'count', detail: 'It must be an integer number.' }),
    );
  });
});

describe('StandardSchemaValidationPipe', () => {
  const schema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: () => ({ issues: [{ message: 'got "CANARY"', path: ['title'] }] }),
    },
  } as const;

  it('names the fields, and does not repeat what was sent', async () => {
    const pipe = new StandardSchemaValidationPipe();
    expect(await send(pipe, { title: 'CANARY' }, { type: 'body', schema, data: undefined } as never)).toEqual(
      rejected({ field: 'title', detail: 'It is not valid.' }),
    );
  });
});

describe('ParseFilePipe', () => {
  const file = { size: 11, mimetype: 'CANARY', buffer: Buffer.from('x'), originalname: 'CANARY' };

  class NamedValidator extends FileValidator<Record<string, never>> {
    isValid(): boolean {
      return false;
    }
    buildErrorMessage(): string {
      return 'Name it after its month.';
    }
  }

  it.each<[string, FileValidator]>([
    ['size', new MaxFileSizeValidator({ maxSize: 10 })],
    ['type', new FileTypeValidator({ fileType: 'image/png' })],
  ])(
    'says which file it rejects for its %s, and not what the caller says of it',
    async (_what, validator) => {
      const pipe = new ParseFilePipe({ validators: [validator] });
      expect(await send(pipe, file)).toEqual(
        rejected({ field: 'field', detail: 'The file is not accepted.' }),
      );
      expect(await send(pipe, [file])).toEqual(
        rejected({ field: 'field', detail: 'The file is not accepted.' }),
      );
    },
  );

  it.each([[undefined], [null], [[]]])('says that a file is required: %j', async (value) => {
    expect(await send(new ParseFilePipe({ validators: [] }), value)).toEqual(
      rejected({ field: 'field', detail: 'It is required.' }),
    );
  });

  it('leaves the text to a validator of the application', async () => {
    const pipe = new ParseFilePipe({
      validators: [new MaxFileSizeValidator({ maxSize: 100 }), new NamedValidator({})],
    });
    expect(await send(pipe, file)).toEqual({ status: 400, detail: 'Name it after its month.' });
  });
});

import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { ArgumentMetadata } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
  registerDecorator,
} from 'class-validator';
import type { Problem } from '@lambda-nest/problem';
import { createForm } from './form.ts';
import { leaveToPipes } from './has-rules.ts';
import { InputPipe } from './input.pipe.ts';

class Item {
  @IsString()
  name!: string;
}

class Order {
  @IsString()
  @MaxLength(5)
  title!: string;

  @IsOptional()
  @IsInt()
  @Type(() => Number)
  count?: number;

  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  tags?: string[];

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Item)
  items?: Item[];
}

/** As a team writes one, without a message. */
const IsTrue = () => (target: object, propertyName: string) =>
  registerDecorator({
    target: target.constructor,
    propertyName,
    validator: { validate: (value) => value === true },
  });

class Worded {
  @IsString({ message: 'Say it. In words.' })
  a!: string;

  @IsString({ message: 'b It is no text.' })
  b!: string;

  @IsString({ message: 'goes on.. with a dot.' })
  c!: string;

  @IsString({ message: 'must say: It Is text' })
  d!: string;

  @IsTrue()
  e!: boolean;
}

class Undecorated {
  anything?: string;
}

const pipe = new InputPipe();
const body = { type: 'body', metatype: Order } as ArgumentMetadata;
const query = { type: 'query', metatype: Order } as ArgumentMetadata;

async function errorsOf(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
  try {
    await pipe.transform(value, metadata);
  } catch (problem) {
    expect((problem as Problem).body).toMatchObject({
      status: 400,
      code: '400000',
      detail: 'The input is not valid.',
    });
    return (problem as Problem).body.errors;
  }
  return 'valid';
}

describe('a JSON body', () => {
  it('becomes an instance of its class', async () => {
    const order = await pipe.transform({ title: 'a', items: [{ name: 'x' }] }, body);
    expect(order).toBeInstanceOf(Order);
    expect((order as Order).items?.[0]).toBeInstanceOf(Item);
  });

  it('names each field that does not fit, and never its value', async () => {
    const errors = await errorsOf({ title: 'CANARY-VALUE', count: 'CANARY', items: [{ name: 1 }] }, body);
    expect(errors).toEqual([
      { field: 'title', detail: 'It must be shorter than or equal to 5 characters.' },
      { field: 'count', detail: 'It must be an integer number.' },
      { field: 'items.0.name', detail: 'It must be a string.' },
    ]);
  });

  it('is rejected in the sentences of its rules', async () => {
    const errors = await errorsOf({}, { type: 'body', metatype: Worded } as ArgumentMetadata);
    expect(errors).toEqual([
      { field: 'a', detail: 'Say it. In words.' },
      { field: 'b', detail: 'It is no text.' },
      { field: 'c', detail: 'It goes on.. with a dot.' },
      { field: 'd', detail: 'It must say: It Is text.' },
      { field: 'e', detail: 'It is not valid.' },
    ]);
  });

  it('may not have unknown members, at any depth', async () => {
    await expect(
      errorsOf({ title: 'a', role: 'ADMINS', items: [{ name: 'x', id: 1 }] }, body),
    ).resolves.toEqual([
      { field: 'role', detail: 'It is not known here.' },
      { field: 'items.0.id', detail: 'It is not known here.' },
    ]);
  });

  it.each(['<script>', 'a b', 'x'.repeat(65), '1a', 'a-b', ''])(
    'does not repeat the name %j',
    async (name) => {
      await expect(errorsOf({ title: 'a', [name]: 1 }, body)).resolves.toEqual([
        { detail: 'It is not known here.' },
      ]);
    },
  );

  it.each([[[]], ['text'], [7], [true]])('must be an object: %j', async (value) => {
    await expect(errorsOf(value, body)).resolves.toEqual([{ detail: 'Send an object.' }]);
  });

  it.each([undefined, null])('is checked even when it is %s', async (value) => {
    const errors = await errorsOf(value, body);
    expect(errors).toEqual([{ field: 'title', detail: 'It is required.' }]);
  });

  it('has one error for a field that was not sent, however many rules it has', async () => {
    await expect(errorsOf({ items: [{}] }, body)).resolves.toEqual([
      { field: 'title', detail: 'It is required.' },
      { field: 'items.0.name', detail: 'It must be a string.' },
    ]);
  });

  it('of a class that nothing checks is a mistake of ours, and no error of the caller', () => {
    const metadata = { type: 'body', metatype: Undecorated } as ArgumentMetadata;
    expect(() => pipe.transform({ anything: 1 }, metadata)).toThrow(
      'Nothing checks a Undecorated. Give its members decorators of class-validator, or name a schema.',
    );
  });

  it('of such a class is left to the pipes of the application, where there are any', () => {
    class Checked {}
    leaveToPipes(Checked);
    const value = { anything: 1 };
    expect(pipe.transform(value, { type: 'body', metatype: Checked } as ArgumentMetadata)).toBe(value);
  });

  it('that is one member of the body has its name before those of its fields', async () => {
    const metadata = { type: 'body', metatype: Order, data: 'order' } as ArgumentMetadata;
    await expect(errorsOf({ title: 7 }, metadata)).resolves.toEqual([
      { field: 'order.title', detail: 'It must be shorter than or equal to 5 characters.' },
      { field: 'order.title', detail: 'It must be a string.' },
    ]);
    await expect(errorsOf('text', metadata)).resolves.toEqual([
      { field: 'order', detail: 'Send an object.' },
    ]);
  });
});

describe('a query', () => {
  it('loses unknown parameters', async () => {
    const order = await pipe.transform({ title: 'a', count: '3', page: '2', __proto__: { x: '1' } }, query);
    expect(order).toEqual({ title: 'a', count: 3 });
  });

  it('has only what was sent', async () => {
    const order = await pipe.transform({ title: 'a' }, query);
    expect(order).toEqual({ title: 'a' });
  });

  it('may not repeat a parameter, unless it is a list', async () => {
    await expect(errorsOf({ title: ['a', 'b'] }, query)).resolves.toEqual([
      { field: 'title', detail: 'Send it once.' },
    ]);
    await expect(pipe.transform({ title: 'a', tags: ['x', 'y'] }, query)).resolves.toMatchObject({
      tags: ['x', 'y'],
    });
    await expect(pipe.transform({ title: 'a', tags: 'x' }, query)).resolves.toMatchObject({ tags: ['x'] });
  });
});

describe('a form', () => {
  it('loses unknown fields, and may not repeat a known one', async () => {
    const form = createForm([
      ['title', 'a'],
      ['other', '1'],
    ]);
    await expect(pipe.transform(form, body)).resolves.toEqual({ title: 'a' });
    const twice = createForm([
      ['title', 'a'],
      ['title', 'b'],
    ]);
    await expect(errorsOf(twice, body)).resolves.toEqual([{ field: 'title', detail: 'Send it once.' }]);
  });
});

describe('a single parameter', () => {
  const parameter = (metatype: unknown) => ({ type: 'query', metatype, data: 'role' }) as ArgumentMetadata;

  it.each([
    [String, 'x', 'x'],
    [Number, '-1.5', -1.5],
    [Boolean, 'true', true],
    [Boolean, 'false', false],
    [String, undefined, undefined],
    [Object, { any: 1 }, { any: 1 }],
    [Array, [1], [1]],
    [undefined, 'x', 'x'],
  ])('of type %p turns %j into %j', (metatype, value, expected) => {
    expect(pipe.transform(value, parameter(metatype))).toEqual(expected);
  });

  it.each([
    [String, ['USERS', 'ADMINS'], 'Send it once.'],
    [String, { $ne: '' }, 'It must be a string.'],
    [Number, '', 'It must be a number.'],
    [Number, '0x10', 'It must be a number.'],
    [Number, '1e9', 'It must be a number.'],
    [Number, 'NaN', 'It must be a number.'],
    [Number, '1'.repeat(400), 'It must be a number.'],
    [Boolean, 'yes', 'It must be true or false.'],
  ])('of type %p rejects %j', async (metatype, value, detail) => {
    await expect(errorsOf(value, parameter(metatype))).resolves.toEqual([{ field: 'role', detail }]);
  });

  it('that the application made itself is left alone', () => {
    expect(pipe.transform(7, { type: 'custom', metatype: String } as ArgumentMetadata)).toBe(7);
  });
});

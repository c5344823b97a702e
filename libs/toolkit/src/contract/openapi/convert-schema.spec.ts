import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createSchemaConverter } from './convert-schema.ts';

const INPUT = { schemaType: 'input' } as const;

describe('a schema in the document', () => {
  it('is a component where it refers to itself', () => {
    const category = z.object({
      name: z.string(),
      get children() {
        return z.array(category);
      },
    });
    expect(createSchemaConverter()(category, INPUT)).toEqual({
      schema: { $ref: '#/$defs/Schema' },
      components: {
        Schema: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            children: { type: 'array', items: { $ref: '#/$defs/Schema' } },
          },
          required: ['name', 'children'],
        },
      },
    });
  });

  it('shares what it names with others, and nothing else', () => {
    const price = z.object({ amount: z.number() }).meta({ id: 'Price' });
    const other = z.object({ euros: z.string() }).meta({ id: 'Price ' });
    const twice = (one: z.ZodType) => z.object({ a: one, b: one });
    const convert = createSchemaConverter();
    const namesOf = (schema: unknown) => Object.keys(convert(schema, INPUT)?.components ?? {});
    expect(namesOf(twice(price))).toEqual(['Price']);
    expect(namesOf(z.array(twice(price)))).toEqual(['Price']);
    expect(namesOf(twice(other))).toEqual(['Price ']);
  });

  it('has names of its own for what others call the same', () => {
    const tree = (value: z.ZodType) => {
      const node = z.object({
        value,
        get next() {
          return node.optional();
        },
      });
      return z.object({ root: node });
    };
    const convert = createSchemaConverter();
    const first = convert(tree(z.string()), INPUT);
    expect(convert(tree(z.string()), INPUT)).toEqual(first);
    const second = convert(tree(z.number()), INPUT);
    expect([first?.schema, second?.schema]).toMatchObject([
      { properties: { root: { $ref: '#/$defs/Schema' } } },
      { properties: { root: { $ref: '#/$defs/Schema2' } } },
    ]);
    expect(second?.components).toEqual({
      Schema2: {
        type: 'object',
        properties: { value: { type: 'number' }, next: { $ref: '#/$defs/Schema2' } },
        required: ['value'],
      },
    });
  });

  it('may have a property that is called $ref', () => {
    expect(createSchemaConverter()(z.object({ $ref: z.string() }), INPUT)?.schema).toMatchObject({
      properties: { $ref: { type: 'string' } },
    });
  });

  it('is nothing where it says nothing of itself', () => {
    const silent = { '~standard': { version: 1, vendor: 'valibot', validate: () => ({}) } };
    expect(createSchemaConverter()(silent, INPUT)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { sampleValue } from './sample-value.ts';

const SCHEMAS = {
  Size: { type: 'string', enum: ['small', 'large'] },
  Line: {
    type: 'object',
    required: ['product', 'count'],
    properties: {
      product: { type: 'string', format: 'uuid' },
      count: { type: 'integer', minimum: 2 },
      size: { $ref: '#/components/schemas/Size' },
      id: { type: 'string', readOnly: true },
    },
  },
  Category: { type: 'object', properties: { parent: { $ref: '#/components/schemas/Category' } } },
};

describe('sampleValue', () => {
  it.each([
    ['its example', { type: 'string', example: 'blue', enum: ['red'] }, 'blue'],
    ['the first of its examples', { type: 'string', examples: ['blue', 'red'] }, 'blue'],
    ['a constant', { const: 3 }, 3],
    ['its default', { type: 'integer', default: 20 }, 20],
    ['the first of an enumeration', { $ref: '#/components/schemas/Size' }, 'small'],
    ['a number from its bound on', { type: 'number', exclusiveMinimum: 0 }, 1],
    ['a text as long as it must be', { type: 'string', minLength: 3 }, 'xxx'],
    ['a text of its format', { type: 'string', format: 'date' }, '2026-01-31'],
    ['a value that is not null', { type: ['null', 'boolean'] }, true],
    ['the first alternative', { oneOf: [{ type: 'boolean' }, { type: 'string' }] }, true],
    ['an item', { type: 'array', items: { type: 'integer' } }, [1]],
    ['as many items as there must be', { type: 'array', minItems: 2, items: { type: 'null' } }, [null, null]],
  ])('is %s', (_what, schema, expected) => {
    expect(sampleValue(schema, SCHEMAS)).toEqual(expected);
  });

  it('has the members that a caller may send, nested ones too', () => {
    const order = { type: 'object', properties: { lines: { type: 'array', items: { $ref: '#/x/Line' } } } };
    expect(sampleValue(order, SCHEMAS)).toEqual({
      lines: [{ product: '3f2b8c1e-5d4a-4b6f-9e7d-1a2b3c4d5e6f', count: 2, size: 'small' }],
    });
  });

  it('has what all parts of a schema ask for', () => {
    const more = { allOf: [{ $ref: '#/x/Line' }, { properties: { gift: { type: 'boolean' } } }] };
    expect(sampleValue(more, SCHEMAS)).toMatchObject({ count: 2, gift: true });
  });

  it('ends with a schema that holds itself', () => {
    expect(JSON.stringify(sampleValue({ $ref: '#/x/Category' }, SCHEMAS)).length).toBeLessThan(200);
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  Body,
  createParamDecorator,
  Param,
  ParseIntPipe,
  Query,
  Req,
  UploadedFile,
  UploadedFiles,
} from '@nestjs/common';
import { RouteParamtypes } from '@nestjs/common/internal';
import { keyOf, parametersOf } from './handler-parameters.ts';
import { takesFiles } from './takes-files.ts';

const { BODY, PARAM, QUERY, FILE, FILES, REQUEST } = RouteParamtypes;
const schema = { '~standard': {} };
const Caller = createParamDecorator(() => 'caller');

abstract class Listing {
  list(@Query('page') _page: string): void {}
}

class OrdersController extends Listing {
  find(
    @Param('id', ParseIntPipe) _id: number,
    @Body({ schema } as never) _body: unknown,
    @Caller() _who: string,
  ): void {}
  plain(): void {}
  picture(@UploadedFile() _file: unknown): void {}
  pictures(@UploadedFiles() _files: unknown): void {}
  whole(@Req() _request: unknown): void {}
}

const { find, plain, list, picture, pictures, whole } = OrdersController.prototype;

describe('the parameters of a handler', () => {
  it('have their place, their kind, their pipes and their schema', () => {
    const parameters = parametersOf(OrdersController, find).toSorted((a, b) => a.index - b.index);
    expect(parameters).toEqual([
      { index: 0, kind: PARAM, pipes: [ParseIntPipe], schema: undefined },
      { index: 1, kind: BODY, pipes: [], schema },
      { index: 2, kind: NaN, pipes: [], schema: undefined },
    ]);
  });

  it('are those of a class that it comes from', () => {
    expect(parametersOf(OrdersController, list)).toMatchObject([{ index: 0, kind: QUERY }]);
  });

  it('are none without decorators', () => {
    expect(parametersOf(OrdersController, plain)).toEqual([]);
  });
});

describe('the name of a handler', () => {
  it('is its own', () => {
    expect(keyOf(OrdersController, plain)).toBe('plain');
  });

  it('is that of the member that it stands in', () => {
    class Wrapping extends OrdersController {}
    const wrapped = function other(): void {};
    Object.defineProperty(Wrapping.prototype, 'plain', { value: wrapped });
    expect(keyOf(Wrapping, wrapped)).toBe('plain');
    class Heir extends Wrapping {}
    expect(keyOf(Heir, wrapped)).toBe('plain');
  });

  it('is its own where it stands in none', () => {
    expect(keyOf(OrdersController, function stranger(): void {})).toBe('stranger');
    expect(keyOf(OrdersController, {})).toBe('');
  });
});

describe('a handler', () => {
  it.each<[string, object, boolean]>([
    [`with parameter ${FILE}`, picture, true],
    [`with parameter ${FILES}`, pictures, true],
    [`with parameter ${REQUEST}`, whole, true],
    ['with others', find, false],
    ['without any', plain, false],
  ])('%s takes files: %#', (_which, handler, expected) => {
    expect(takesFiles(OrdersController, handler)).toBe(expected);
    expect(takesFiles(OrdersController, handler)).toBe(expected);
  });
});

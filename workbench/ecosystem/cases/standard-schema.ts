import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import * as v from 'valibot';
import { z } from 'zod';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const order = z.strictObject({ item: z.string().min(2), count: z.coerce.number().int() });
const note = v.strictObject({ text: v.pipe(v.string(), v.maxLength(5)) });

@Public()
@Controller()
class InputsController {
  @Post('orders')
  @HttpCode(200)
  order(@Body({ schema: order }) input: z.infer<typeof order>): object {
    return input;
  }

  @Post('notes')
  @HttpCode(200)
  note(@Body({ schema: note }) input: v.InferOutput<typeof note>): object {
    return input;
  }
}

@Module({ controllers: [InputsController] })
class InputsModule {}

export const example: Example = {
  packages: ['zod', 'valibot'],
  tried: 'inputs by Standard Schema, good ones and bad ones',
  module: InputsModule,
  requests: [
    { path: '/orders', method: 'POST', body: { item: 'pen', count: '3' } },
    { path: '/orders', method: 'POST', body: { item: 'p', more: 1 }, status: 400 },
    { path: '/notes', method: 'POST', body: { text: 'short' } },
    { path: '/notes', method: 'POST', body: { text: 'too long' }, status: 400 },
  ],
};

import { Controller, Get, Module } from '@nestjs/common';
import { Ajv } from 'ajv';
import Joi from 'joi';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    const validate = new Ajv().compile({ type: 'object', required: ['item'] });
    return {
      ajv: [validate({ item: 'pen' }), validate({}), validate.errors?.[0]?.message],
      joi: Joi.object({ item: Joi.string().required() }).validate({}).error?.message,
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['ajv', 'joi'],
  tried: 'schemas, code that is generated at run time',
  module: TryModule,
  requests: [{ path: '/try' }],
};

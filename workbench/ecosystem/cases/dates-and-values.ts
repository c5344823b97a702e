import { Controller, Get, Module } from '@nestjs/common';
import { camelCase, kebabCase } from 'change-case';
import { addDays, format } from 'date-fns';
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import _ from 'lodash';
import { DateTime } from 'luxon';
import { evaluate } from 'mathjs';
import { nanoid } from 'nanoid';
import slugify from 'slugify';
import { v5 } from 'uuid';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    dayjs.extend(utc);
    return {
      lodash: _.chunk([1, 2, 3], 2),
      dayjs: dayjs.utc('2020-01-02').format('DD.MM.YYYY'),
      luxon: DateTime.fromISO('2020-01-02', { zone: 'utc' }).plus({ months: 1 }).toISODate(),
      dateFns: format(addDays(new Date(2020, 0, 1), 1), 'yyyy-MM-dd'),
      uuid: v5('example.com', v5.DNS),
      nanoid: nanoid(5).length,
      slugify: slugify.default('A long title'),
      changeCase: [camelCase('one two'), kebabCase('oneTwo')],
      mathjs: evaluate('2 + 3 * 4') as unknown,
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['lodash', 'dayjs', 'luxon', 'date-fns', 'uuid', 'nanoid', 'slugify', 'change-case', 'mathjs'],
  tried: 'small libraries of values, dates and names',
  module: TryModule,
  requests: [{ path: '/try' }],
};

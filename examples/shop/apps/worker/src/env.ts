import { defineEnv } from '@lambda-nest/application/env';
import * as v from 'valibot';
import { Env as ApiEnv } from '../../api/src/env.ts';

/** The variables of the worker. It has the database of the API, and nothing else of it. */
export class Env extends defineEnv({
  DATABASE_URL: ApiEnv.variables.DATABASE_URL,
  ORDER_HOURS: {
    rule: v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number)),
    description: 'After how many hours an unpaid order expires.',
    example: '24',
    default: '24',
  },
}) {}

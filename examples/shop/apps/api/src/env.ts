import { defineEnv } from '@lambda-nest/application/env';
import * as v from 'valibot';

/** The variables of the shop. Inject their values by this class. */
export class Env extends defineEnv({
  DATABASE_URL: {
    rule: v.pipe(v.string(), v.url(), v.regex(/^postgres(?:ql)?:/)),
    description: 'The PostgreSQL database, with user and password.',
    example: 'postgres://postgres:postgres@127.0.0.1:5432/postgres',
    secret: 'run',
  },
  RATES_URL: {
    rule: v.pipe(v.string(), v.url()),
    description: 'The service that tells what a euro is in other currencies.',
    example: 'http://127.0.0.1:3999/',
  },
}) {}

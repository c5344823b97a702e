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
  UPLOADS_BUCKET: {
    rule: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)),
    description: 'The bucket for pictures of products.',
    example: 'shop-uploads',
  },
  UPLOADS_ENDPOINT: {
    rule: v.optional(v.pipe(v.string(), v.url())),
    description: 'Where S3 is, unless it is that of AWS: a stand-in on a laptop.',
    example: 'http://127.0.0.1:4566',
  },
}) {}

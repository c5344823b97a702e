import 'reflect-metadata';
import { proveAccess } from '@lambda-nest/local/proofs';
import { AppModule } from '../src/app.module.ts';

const { DATABASE_URL = '', RATES_URL = '' } = process.env;

await proveAccess(
  'the shop',
  { module: AppModule, environment: { DATABASE_URL, RATES_URL } },
  { isDocumented: true },
);

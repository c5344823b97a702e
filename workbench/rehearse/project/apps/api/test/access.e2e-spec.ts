import 'reflect-metadata';
import { proveAccess } from '@lambda-nest/local/proofs';
import { AppModule } from '../src/app.module.ts';

await proveAccess('orders', { module: AppModule });

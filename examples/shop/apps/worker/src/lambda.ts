import 'reflect-metadata';
import { createWorker } from '@lambda-nest/application/worker';
import { OrderExpiry } from './order-expiry.ts';
import { WorkerModule } from './worker.module.ts';

export const { handler } = await createWorker(WorkerModule, OrderExpiry);

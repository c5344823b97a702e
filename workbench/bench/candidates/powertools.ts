import { Router } from '@aws-lambda-powertools/event-handler/http';
import type { Context } from 'aws-lambda';

const app = new Router();
app.get('/sample/v1/manage/hc', () => ({ status: 'ok' }));

export const handler = async (event: unknown, context: Context): Promise<unknown> =>
  app.resolve(event, context);

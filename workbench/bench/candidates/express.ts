import { configure } from '@codegenie/serverless-express';
import type { Context } from 'aws-lambda';
import express from 'express';

const app = express();
app.use(express.json());
app.get('/sample/v1/manage/hc', (_request, response) => void response.json({ status: 'ok' }));

const serve = configure({ app });

export const handler = async (event: unknown, context: Context): Promise<unknown> =>
  serve(event, context, () => {});

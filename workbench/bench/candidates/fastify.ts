import awsLambdaFastify from '@fastify/aws-lambda';
import Fastify from 'fastify';

const app = Fastify();
app.get('/sample/v1/manage/hc', () => ({ status: 'ok' }));

const serve = awsLambdaFastify(app);
await app.ready();

export const handler = async (event: unknown, context: unknown): Promise<unknown> =>
  serve(event as never, context as never);

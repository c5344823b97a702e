import { Controller, Get, Module } from '@nestjs/common';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.setHeader('etag', '"1"').end('text of the object');
  return response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"TableNames":["orders"]}');
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
server.unref();

const settings = {
  region: 'eu-west-1',
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  maxAttempts: 1,
};

@Public()
@Controller()
class CloudController {
  @Get('tables')
  async tables(): Promise<unknown> {
    return (await new DynamoDBClient(settings).send(new ListTablesCommand())).TableNames;
  }

  @Get('object')
  async object(): Promise<object> {
    const client = new S3Client({ ...settings, forcePathStyle: true });
    const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: 'files', Key: 'a.txt' }));
    return { text: await Body?.transformToString(), ETag };
  }

  @Get('lazily')
  async lazily(): Promise<object> {
    const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
    return { name: PutItemCommand.name };
  }
}

@Module({ controllers: [CloudController] })
class CloudModule {}

export const example: Example = {
  packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/client-s3'],
  tried: 'clients on a server that replies as AWS does, and one imported on first use',
  module: CloudModule,
  requests: [{ path: '/tables' }, { path: '/object', contains: 'text of the object' }, { path: '/lazily' }],
  remark: 'The SDK is that of the runtime, not in the bundle.',
};

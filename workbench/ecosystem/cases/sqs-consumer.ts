import { Controller, Get, Module } from '@nestjs/common';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    const consumer = Consumer.create({
      queueUrl: 'http://127.0.0.1:9/queue',
      sqs: new SQSClient({ region: 'eu-west-1' }),
      handleMessage: async (message) => message,
    });
    return { isRunning: consumer.status.isRunning };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['sqs-consumer'],
  tried: 'a consumer is made',
  module: TryModule,
  requests: [{ path: '/try' }],
  remark: 'It polls nothing between requests; the build says so.',
};

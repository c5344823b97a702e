import { Controller, Get, Module } from '@nestjs/common';
import { BullModule, InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const UNREACHABLE = {
  host: '127.0.0.1',
  port: 9,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  retryStrategy: () => null,
};

@Processor('mails', { autorun: false })
class MailsProcessor extends WorkerHost {
  async process(): Promise<void> {}
}

@Public()
@Controller()
class MailsController {
  constructor(@InjectQueue('mails') private readonly mails: Queue) {
    mails.on('error', () => undefined);
  }

  @Get('queue')
  show(): object {
    return { name: this.mails.name };
  }
}

@Module({
  imports: [BullModule.forRoot({ connection: UNREACHABLE }), BullModule.registerQueue({ name: 'mails' })],
  controllers: [MailsController],
  providers: [MailsProcessor],
})
class MailsModule {}

export const example: Example = {
  packages: ['@nestjs/bullmq', 'bullmq'],
  tried: 'a queue is injected; a processor is in the same source',
  module: MailsModule,
  requests: [{ path: '/queue' }],
  remark: 'Workers take no jobs on Lambda; the build says so.',
};

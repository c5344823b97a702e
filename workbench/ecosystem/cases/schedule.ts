import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { Cron, ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Injectable()
class Reports {
  @Cron('0 0 1 1 *', { name: 'yearly' })
  write(): void {}
}

@Public()
@Controller()
class JobsController {
  constructor(private readonly jobs: SchedulerRegistry) {}

  @Get('jobs')
  list(): readonly string[] {
    return [...this.jobs.getCronJobs().keys()];
  }
}

@Module({ imports: [ScheduleModule.forRoot()], controllers: [JobsController], providers: [Reports] })
class JobsModule {}

export const example: Example = {
  packages: ['@nestjs/schedule'],
  tried: 'a job is registered',
  module: JobsModule,
  requests: [{ path: '/jobs', contains: '["yearly"]' }],
  remark: 'Its timers do not run on Lambda; the build says so.',
};

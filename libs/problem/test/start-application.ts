import 'reflect-metadata';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER, ApplicationConfig, NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { freeFilters } from '../src/free-filters.ts';
import { handOverBaseFilters } from '../src/hand-over-base-filters.ts';
import { noteFrameworkErrors } from '../src/note-framework-errors.ts';
import { ProblemFilter } from '../src/problem.filter.ts';
import { replyToStreamErrors } from '../src/reply-to-stream-errors.ts';

export type Reply = Readonly<{ status: number; headers: Headers; text: string; body: unknown }>;

export type TestApplication = Readonly<{
  app: NestExpressApplication;
  /** What was reported as the application's own failure. */
  reported: readonly unknown[];
  ask: (path: string, init?: RequestInit) => Promise<Reply>;
  close: () => Promise<void>;
}>;

/** Starts an application on loopback whose errors this library renders, with Nest's own parser of JSON. */
export async function startApplication(
  metadata: ModuleMetadata,
  before: (app: NestExpressApplication) => void = () => {},
): Promise<TestApplication> {
  const reported: unknown[] = [];
  const report = (error: unknown): void => void reported.push(error);
  const ours = { provide: APP_FILTER, useValue: new ProblemFilter(report) };
  // Nest asks the filter first that was registered last.
  @Module({ ...metadata, providers: [ours, ...(metadata.providers ?? [])] })
  class TestModule {}
  const adapter = new ExpressAdapter();
  noteFrameworkErrors(adapter);
  handOverBaseFilters(adapter, report);
  replyToStreamErrors(adapter, report);
  const app = await NestFactory.create<NestExpressApplication>(TestModule, adapter, {
    logger: false,
    abortOnError: false,
  });
  before(app);
  freeFilters(app.get(ApplicationConfig));
  await app.init();
  const server = app.getHttpServer() as Server;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    app,
    reported,
    ask: async (path, init) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: isJson ? (JSON.parse(text) as unknown) : undefined,
      };
    },
    close: () => app.close(),
  };
}

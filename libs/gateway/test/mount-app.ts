import type { Context } from 'aws-lambda';
import express, { type Express } from 'express';
import { captureLog, buildContext } from '@lambda-nest/testing';
import { createHandler, type HandlerOptions } from '../src/create-handler.ts';

/** A handler's result, as a payload 2.0 source reads it. */
export type Result = {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body: string;
  isBase64Encoded: boolean;
};

/** A handler around a bare Express application, with what it logs from `info` on. */
export function mountApp(mount: (app: Express) => void, options: Partial<HandlerOptions> = {}) {
  const { log, records } = captureLog('info');
  const app = express();
  mount(app);
  const handler = createHandler(app, { log, eventSources: ['http-api', 'rest', 'alb'], ...options });
  const call = async (event: unknown, context: Context = buildContext()): Promise<Result> =>
    (await handler(event, context)) as Result;
  return { call, records };
}

function problem(status: number, title: string, detail: string): string {
  return JSON.stringify({ type: 'about:blank', title, status, detail, code: `${status}000` });
}

export const NOT_FOUND = problem(404, 'Not Found', 'There is nothing at this path for this method.');
export const FAILED = problem(500, 'Internal Server Error', 'Something went wrong on our side.');
export const LATE = problem(
  503,
  'Service Unavailable',
  'The service cannot answer right now. Try again later.',
);

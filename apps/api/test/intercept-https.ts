import type { IncomingMessage } from 'node:http';
import type { RequestOptions } from 'node:https';
import { PassThrough } from 'node:stream';
import type { GoogleResponse } from '@lambda-nest/testing';

export type InterceptedHttps = Readonly<{
  /** Addresses asked for, in order. */
  asked: string[];
  restore(): void;
}>;

type Receive = (response: IncomingMessage) => void;

/** Answers what would leave this machine over TLS, or fails it by throwing. */
export function interceptHttps(reply: (url: URL) => GoogleResponse): InterceptedHttps {
  const https = process.getBuiltinModule('node:https');
  const { request } = https;
  const asked: string[] = [];
  https.request = ((target: URL | RequestOptions, ...more: unknown[]) => {
    const url = target instanceof URL ? target : new URL(`https://${target.hostname}${target.path}`);
    const receive = more.find((argument) => typeof argument === 'function') as Receive;
    asked.push(url.href);
    const { status = 200, body = {} } = reply(url);
    const response = Object.assign(new PassThrough(), { statusCode: status, headers: {} });
    setImmediate(() => receive(response.end(JSON.stringify(body)) as unknown as IncomingMessage));
    return Object.assign(new PassThrough().resume(), { setTimeout: () => undefined });
  }) as unknown as typeof https.request;
  return { asked, restore: () => void (https.request = request) };
}

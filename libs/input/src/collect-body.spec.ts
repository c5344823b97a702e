import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it, jest } from '@jest/globals';
import { Readable } from 'node:stream';
import { collectBody, peekBody } from './collect-body.ts';

function requestOf(headers: Record<string, string> = {}) {
  const request = Object.assign(new EventEmitter(), { headers, resume: jest.fn() });
  return { request, collect: (limit: number) => collectBody(request as unknown as IncomingMessage, limit) };
}

const problem = (status: number, detail: string): object =>
  expect.objectContaining({ body: expect.objectContaining({ status, detail }) });

describe('collectBody', () => {
  it('gives as many bytes as are allowed', async () => {
    const { request, collect } = requestOf({ 'content-length': '4' });
    const body = collect(4);
    request.emit('data', Buffer.from('ab'));
    request.emit('data', Buffer.from('cd'));
    request.emit('end');
    expect((await body).toString()).toBe('abcd');
  });

  it('reads no byte of a body that says it is larger', async () => {
    const { request, collect } = requestOf({ 'content-length': '5' });
    await expect(collect(4)).rejects.toEqual(problem(413, 'The body is too large.'));
    expect(request.listenerCount('data')).toBe(0);
  });

  it('stops keeping a body that turns out larger, and lets the rest flow by', async () => {
    const { request, collect } = requestOf();
    const body = collect(4);
    request.emit('data', Buffer.from('abcde'));
    await expect(body).rejects.toEqual(problem(413, 'The body is too large.'));
    expect(request.listenerCount('data')).toBe(0);
    expect(request.resume).toHaveBeenCalled();
  });

  it.each(['error', 'aborted'])('rejects a body that ends with %s', async (event) => {
    const { request, collect } = requestOf();
    const body = collect(4);
    request.emit(event, new Error('reset'));
    await expect(body).rejects.toEqual(problem(400, 'The body ended too early.'));
  });
});

/** A request as Node makes it: complete once its end was received, which may be before it was read. */
function streamOf(chunks: readonly string[], headers: Record<string, string> = {}): IncomingMessage {
  const left = chunks.map((chunk) => Buffer.from(chunk));
  const stream = new Readable({
    read() {
      const chunk = left.shift();
      if (chunk === undefined) Object.assign(stream, { complete: true });
      // As bytes of a connection come: in a turn of their own.
      setImmediate(() => stream.push(chunk ?? null));
    },
  });
  return Object.assign(stream, { headers, complete: false }) as unknown as IncomingMessage;
}

describe('peekBody', () => {
  it.each([[[]], [['ab']], [['ab', 'c', 'de']]])(
    'leaves for another reader what it gives: %j',
    async (chunks) => {
      const request = streamOf(chunks);
      const text = chunks.join('');
      expect((await peekBody(request, 5)).toString()).toBe(text);
      const read: Buffer[] = [];
      for await (const chunk of request) read.push(chunk as Buffer);
      expect(Buffer.concat(read).toString()).toBe(text);
    },
  );

  it('rejects a body that says it is larger, and one that turns out so', async () => {
    const problem413 = problem(413, 'The body is too large.');
    await expect(peekBody(streamOf([], { 'content-length': '6' }), 5)).rejects.toEqual(problem413);
    await expect(peekBody(streamOf(['abc', 'def']), 5)).rejects.toEqual(problem413);
  });

  it.each(['error', 'aborted'])('rejects a body that ends with %s', async (event) => {
    const request = Object.assign(new EventEmitter(), { headers: {}, complete: false, read: () => null });
    const body = peekBody(request as unknown as IncomingMessage, 5);
    request.emit(event, new Error('reset'));
    await expect(body).rejects.toEqual(problem(400, 'The body ended too early.'));
    expect(request.listenerCount('readable')).toBe(0);
  });
});

describe('a body that a middleware has read', () => {
  it.each([collectBody, peekBody])('is a mistake of ours, and no error of the caller: %p', async (read) => {
    const request = streamOf(['ab']);
    request.resume();
    await new Promise((resolve) => request.once('end', resolve));
    await expect(read(request, 5)).rejects.toThrow(
      'A middleware has read the body of the request. The application reads bodies itself, within its limits: ' +
        'remove the body parser, and say with @Consumes(…) what a route takes.',
    );
  });
});

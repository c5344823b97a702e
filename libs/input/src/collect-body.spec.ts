import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it, jest } from '@jest/globals';
import { collectBody } from './collect-body.ts';

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

  it.each(['error', 'aborted'])('refuses a body that ends with %s', async (event) => {
    const { request, collect } = requestOf();
    const body = collect(4);
    request.emit(event, new Error('reset'));
    await expect(body).rejects.toEqual(problem(400, 'The body ended too early.'));
  });
});

import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { RequestSocket } from './request-socket.ts';

const HEAD = 'HTTP/1.1 200 OK\r\nx-name: é\r\n\r\n';

describe('RequestSocket, what was written', () => {
  it.each<[string, (socket: RequestSocket) => void, string | Buffer]>([
    ['text with the head', (socket) => socket.write(`${HEAD}naïve`, 'utf8'), 'naïve'],
    ['text with the head, of no encoding', (socket) => socket.write(`${HEAD}naïve`), 'naïve'],
    [
      'text with the head, of UTF-8 by its other name',
      (socket) => socket.write(`${HEAD}naïve`, 'utf-8'),
      'naïve',
    ],
    ['half a pair of surrogates', (socket) => socket.write(`${HEAD}\ud800`), '\ufffd'],
    ['nothing but the head', (socket) => socket.write(HEAD, 'latin1'), Buffer.from('')],
    ['Latin-1', (socket) => socket.write(`${HEAD}naïve`, 'latin1'), Buffer.from('naïve', 'latin1')],
    [
      'bytes after the head',
      (socket) => {
        socket.write(HEAD, 'latin1');
        socket.write(new Uint8Array([0, 255]));
        socket.write(Buffer.from('x'), 'latin1');
      },
      Buffer.from([0, 255, 120]),
    ],
    [
      'pieces after the head',
      (socket) => {
        socket.write(`${HEAD}one`);
        socket.write('twö', 'utf-8');
        socket.write('00ff', 'hex');
      },
      Buffer.concat([Buffer.from('onetwö'), Buffer.from([0, 255])]),
    ],
    [
      'a hint before the head',
      (socket) => {
        socket.write('HTTP/1.1 103 Early Hints\r\n\r\n', 'ascii');
        socket.write(`${HEAD}body`);
      },
      'body',
    ],
  ])('is told apart from the head: %s', (_what, write, body) => {
    const socket = new RequestSocket('');
    write(socket);
    expect(socket.bodyAfter(HEAD)).toEqual(body);
  });

  it('is nothing when no head was sent', () => {
    const socket = new RequestSocket('');
    socket.write('text'.repeat(HEAD.length));
    expect(socket.bodyAfter(HEAD)).toEqual(Buffer.alloc(0));
  });

  it('is acknowledged later, as a stream does', async () => {
    const socket = new RequestSocket('');
    const done = jest.fn();
    expect(socket.write('text', done)).toBe(true);
    expect(socket.write('text', 'utf8', done)).toBe(true);
    expect(done).not.toHaveBeenCalled();
    await new Promise(setImmediate);
    expect(done.mock.calls).toEqual([[null], [null]]);
  });

  it('goes nowhere once the connection is closed, and its writer is told', async () => {
    const socket = new RequestSocket('').destroy();
    const error = await new Promise((resolve) => expect(socket.write(`${HEAD}late`, resolve)).toBe(false));
    expect(error).toEqual(new Error('The connection is closed.'));
    expect(socket.bodyAfter(HEAD)).toEqual(Buffer.alloc(0));
  });
});

describe('RequestSocket, the end', () => {
  it('is told once, later, and tells whether something was wrong', async () => {
    const socket = new RequestSocket('192.0.2.1');
    const closed = jest.fn();
    socket.on('close', closed);
    expect(socket).toMatchObject({ readable: true, writable: true, destroyed: false, closed: false });
    socket.destroy().destroy(new Error('second'));
    expect(socket).toMatchObject({ readable: false, writable: false, destroyed: true, closed: false });
    expect(closed).not.toHaveBeenCalled();
    await new Promise(setImmediate);
    expect(closed.mock.calls).toEqual([[false]]);
    expect(socket).toMatchObject({ closed: true, errored: null });
  });

  it('has an error to those who listen, and harms no other listener', async () => {
    const error = new Error('gone');
    const [listened, ignored] = [new RequestSocket(''), new RequestSocket('')];
    const heard = once(listened, 'error');
    const closed = jest.fn();
    ignored.on('close', closed);
    listened.destroy(error);
    ignored.destroy(error);
    expect(await heard).toEqual([error]);
    await new Promise(setImmediate);
    expect(closed.mock.calls).toEqual([[true]]);
    expect(ignored).toMatchObject({ errored: error, closed: true });
  });

  it.each<[string, (socket: RequestSocket) => unknown]>([
    ['end', (socket) => socket.end()],
    ['end with the last of it', (socket) => socket.end(`${HEAD}last`, 'utf8')],
  ])('comes by %s', async (_what, end) => {
    const socket = new RequestSocket('');
    const closed = once(socket, 'close');
    end(socket);
    expect(await closed).toEqual([false]);
    expect(socket.bodyAfter(HEAD).toString()).toBe(_what === 'end' ? '' : 'last');
  });

  it('is seen by stream.finished, and by a request that is destroyed', async () => {
    const socket = new RequestSocket('');
    const request = new IncomingMessage(socket as unknown as Socket);
    const over = finished(socket as unknown as Socket);
    over.catch(() => undefined);
    const failed = once(request, 'error');
    request.destroy(new Error('gone'));
    expect(await failed).toEqual([new Error('gone')]);
    await expect(over).rejects.toThrow('gone');
    expect(socket).toMatchObject({ destroyed: true, errored: new Error('gone') });
    // Also by one who comes too late for the event.
    await expect(finished(socket as unknown as Socket)).rejects.toThrow('gone');
  });
});

it('RequestSocket says what a connection says of itself', () => {
  const socket = new RequestSocket('192.0.2.1');
  expect(socket).toMatchObject({ encrypted: true, remoteAddress: '192.0.2.1', writableLength: 0 });
  expect(socket.address()).toEqual({ port: 443 });
  expect(socket.setTimeout().setNoDelay().setKeepAlive().pause().resume()).toBe(socket);
  expect([socket.cork(), socket.uncork()]).toEqual([undefined, undefined]);
});

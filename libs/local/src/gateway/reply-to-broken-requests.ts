import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { RESPONSES } from './gateway-responses.ts';

/** What does not parse as HTTP never becomes a request. */
export function replyToBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable) return socket.destroy();
    const isLong = error.code === 'HPE_HEADER_OVERFLOW';
    const { status, message } = isLong ? RESPONSES.headersTooLarge : RESPONSES.badRequest;
    const body = JSON.stringify({ message });
    return socket.end(
      `HTTP/1.1 ${status} ${message}\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}

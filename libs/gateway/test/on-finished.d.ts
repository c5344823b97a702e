/** The part of Express's own dependency that the specs use; it brings no types. */
declare module 'on-finished' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  export default function onFinished(message: IncomingMessage | ServerResponse, listener: () => void): void;
}

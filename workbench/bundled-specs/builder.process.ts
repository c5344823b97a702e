/** Bundles one spec after the other, for all processes of Jest: what one has read the next has not to read again. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSpec } from './build-spec.ts';

let last: Promise<unknown> = Promise.resolve();

const server = createServer((request, response) => {
  const built = Promise.all([text(request), last]).then(([path]) => buildSpec(path));
  last = built.catch(() => undefined);
  built.then(
    (folder) => response.end(folder),
    (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export type NestServer = Readonly<{
  /** With the stage, without a slash at its end. */
  url: string;
  close: () => Promise<void>;
}>;

/** Runs `nest start` as it is typed, on a free port, with these variables; the command line ends with the server. */
export async function startNest(environment: Readonly<Record<string, string>>): Promise<NestServer> {
  const port = await findFreePort();
  const server = spawn(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'start'], {
    env: { ...process.env, NODE_OPTIONS: '', LOG_FORMAT: 'json', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the program that Nest starts ends too.
    detached: true,
  });
  const output: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output.push(chunk.toString());
      const listening = /"url":"(http:\/\/localhost:\d+[^"]*)\/v1\/docs"/.exec(output.join(''));
      if (listening?.[1]) resolve(listening[1].replace('localhost', '127.0.0.1'));
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => reject(new Error(`nest start ended: ${output.join('')}`)));
  });
  const close = async (): Promise<void> => {
    if (server.exitCode !== null || server.pid === undefined) return;
    const ended = once(server, 'exit');
    process.kill(-server.pid, 'SIGTERM');
    await ended;
  };
  return { url, close };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDockerfile } from './read-dockerfile.ts';

const image = readDockerfile(readFileSync('Dockerfile', 'utf8'));
/** Without a network a test has no Docker either: files lie as the image has them, below the packages of the repository. */
let folder: string;
let port: number;
let server: ChildProcess;
const output: string[] = [];

beforeAll(async () => {
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync(resolve('dist/container-'));
  const build = join(folder, 'tsconfig.json');
  writeFileSync(
    build,
    JSON.stringify({
      extends: resolve('apps/api/tsconfig.app.json'),
      compilerOptions: { outDir: join(folder, 'dist/nest'), incremental: false, tsBuildInfoFile: null },
      include: [resolve('apps/api/src')],
    }),
  );
  await promisify(execFile)(process.execPath, [
    'node_modules/@nestjs/cli/bin/nest.js',
    'build',
    '--path',
    relative('', build),
  ]);
  cpSync('package.json', join(folder, 'package.json'));
  port = await findFreePort();
  const [program, ...args] = image.command;
  server = spawn(program === 'node' ? process.execPath : String(program), args, {
    cwd: folder,
    env: {
      ...image.environment,
      PORT: String(port),
      FIREBASE_PROJECT_ID: 'my-project',
      FIREBASE_APP_API_KEY: 'key',
      ACCOUNT_CHECK: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((listening, reject) => {
    const read = (chunk: Buffer): void => {
      output.push(chunk.toString());
      if (output.join('').includes('"message":"listening"')) listening();
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', () => reject(new Error(`The server ended: ${output.join('')}`)));
  });
}, 180_000);

afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('the image', () => {
  it('is based on the Node of the repository, by its exact version', () => {
    const node = `node:${readFileSync('.node-version', 'utf8').trim()}-slim`;
    expect(new Set(image.bases)).toEqual(new Set([node]));
  });

  it('runs as a user without rights, for a container, on every address', () => {
    expect(image.user).toBe('node');
    expect(image.environment).toEqual({
      NODE_ENV: 'production',
      RUNTIME: 'CONTAINER',
      HOST: '0.0.0.0',
      PORT: '8080',
      DOCS: 'off',
    });
  });

  it('has packages, package.json and the compiled application, and no source', () => {
    expect(image.copied).toEqual([
      ['/app/node_modules', 'node_modules'],
      ['/app/package.json', 'package.json'],
      ['/app/dist/nest', 'dist/nest'],
    ]);
  });

  // 127.0.0.2 is loopback too, and what listens on 127.0.0.1 alone is not there.
  it.each(['127.0.0.1', '127.0.0.2'])('responds at %s', async (host) => {
    const response = await fetch(`http://${host}:${port}/v1/manage/hc`);
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({ status: 'ok' }),
    ]);
  });

  it('completes the request it has when it gets SIGTERM, takes no other, and ends with 0', async () => {
    const body = 'grant_type=unknown';
    const socket = connect(port, '127.0.0.1');
    const received: string[] = [];
    socket.on('data', (chunk) => received.push(String(chunk)));
    await once(socket, 'connect');
    socket.write(
      `POST /v1/auth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
        // "100 Continue" tells that the request has arrived.
        `Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    await once(socket, 'data');
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    // The condition itself is what is waited for; each look takes a connection.
    while (await isTaken(port)) await pause(20);
    expect(server.exitCode).toBeNull();
    socket.end(body);
    await closed(socket);
    expect(received.join('')).toMatch(/HTTP\/1\.1 400 [\s\S]*unsupported_grant_type/);
    expect(await ended).toEqual([0, null]);
  });
});

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, 'close');
}

async function isTaken(at: number): Promise<boolean> {
  const socket = connect(at, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ECONNREFUSED') throw error;
    return false;
  } finally {
    socket.destroy();
  }
}

async function findFreePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port: free } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return free;
}

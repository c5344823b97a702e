import { Controller, Get, Module } from '@nestjs/common';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import got from 'got';
import fetch from 'node-fetch';
import { request } from 'undici';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ path: request.url, ok: true }));
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
server.unref();
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    return {
      got: await got(`${url}/got`).json(),
      nodeFetch: await (await fetch(`${url}/node-fetch`)).json(),
      undici: await (await request(`${url}/undici`)).body.json(),
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['got', 'node-fetch', 'undici'],
  tried: 'each asks a server',
  module: TryModule,
  requests: [{ path: '/try' }],
};

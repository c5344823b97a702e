import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadGatewayException, Controller, Get, Module } from '@nestjs/common';
import { HttpModule, HttpService } from '@nestjs/axios';
import { isAxiosError } from 'axios';
import { firstValueFrom } from 'rxjs';
import { Public } from '../../access.ts';
import type { Example } from '../../example.ts';

const server = createServer(({ url }, response) => {
  response.statusCode = url === '/gone' ? 410 : 200;
  response.setHeader('content-type', 'application/json').end('{"rate":1.25}');
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
server.unref();

@Public()
@Controller()
class RatesController {
  constructor(private readonly http: HttpService) {}

  @Get('rate')
  rate(): Promise<unknown> {
    return this.#ask('/rate');
  }

  @Get('gone')
  async gone(): Promise<unknown> {
    try {
      return await this.#ask('/gone');
    } catch (error) {
      if (!isAxiosError(error)) throw error;
      throw new BadGatewayException(error.message);
    }
  }

  async #ask(path: string): Promise<unknown> {
    const { port } = server.address() as AddressInfo;
    const { data } = await firstValueFrom(this.http.get<unknown>(`http://127.0.0.1:${port}${path}`));
    return data;
  }
}

@Module({ imports: [HttpModule.register({ timeout: 5_000 })], controllers: [RatesController] })
class RatesModule {}

export const example: Example = {
  packages: ['@nestjs/axios', 'axios'],
  tried: '`HttpService` asks a server, which replies with 200 and with 410',
  module: RatesModule,
  requests: [
    { path: '/rate', contains: '1.25' },
    { path: '/gone', status: 502 },
  ],
};

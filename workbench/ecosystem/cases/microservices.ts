import { createServer, type AddressInfo, type Socket } from 'node:net';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import { ClientProxy, ClientsModule, MessagePattern, Transport } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

/** A service that replies in the format of Nest's TCP transport: the length of a JSON text, `#`, and the text. */
const server = createServer((socket: Socket) => {
  socket.setEncoding('utf8').on('data', (text: string) => {
    const { id, data } = JSON.parse(text.slice(text.indexOf('#') + 1)) as { id: string; data: number[] };
    const reply = JSON.stringify({ id, response: data.reduce((sum, n) => sum + n, 0), isDisposed: true });
    socket.write(`${reply.length}#${reply}`);
  });
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
server.unref();

@Public()
@Controller()
class SumsController {
  constructor(@Inject('SUMS') private readonly sums: ClientProxy) {}

  @Get('sum')
  async sum(): Promise<object> {
    return { sum: await firstValueFrom(this.sums.send<number>('sum', [1, 2, 3])) };
  }

  @MessagePattern('health')
  health(): string {
    return 'up';
  }
}

@Module({
  imports: [
    ClientsModule.register([
      {
        name: 'SUMS',
        transport: Transport.TCP,
        options: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
      },
    ]),
  ],
  controllers: [SumsController],
})
class SumsModule {}

export const example: Example = {
  packages: ['@nestjs/microservices'],
  tried: 'a client sends a message over TCP; a handler of messages stands in the same controller',
  module: SumsModule,
  requests: [{ path: '/sum' }],
  remark: 'Listeners (`connectMicroservice`) do not run on Lambda; the build says so where they are used.',
};

import { createServer, type AddressInfo } from 'node:net';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import { CACHE_MANAGER, CacheInterceptor, CacheModule, type Cache } from '@nestjs/cache-manager';
import { UseInterceptors } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

/** Replies in Redis' own format: `GET` and `SET` of a store, `+OK` to anything else. */
const store = new Map<string, string>();
const server = createServer((socket) => {
  socket.setEncoding('utf8').on('data', (text: string) => {
    for (const [, command = ''] of text.matchAll(/\*\d+\r\n((?:\$\d+\r\n[^\r]*\r\n)+)/g)) {
      const [verb = '', key = '', value = ''] = command
        .split('\r\n')
        .filter((_part, index) => index % 2 === 1);
      if (/^set$/i.test(verb)) store.set(key, value);
      const found = store.get(key);
      if (!/^get$/i.test(verb)) socket.write('+OK\r\n');
      else socket.write(found === undefined ? '$-1\r\n' : `$${found.length}\r\n${found}\r\n`);
    }
  });
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
server.unref();
const redis = new Redis((server.address() as AddressInfo).port, '127.0.0.1', {
  lazyConnect: true,
  enableReadyCheck: false,
});

let count = 0;

@Public()
@Controller()
class CountsController {
  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}

  @UseInterceptors(CacheInterceptor)
  @Get('count')
  count(): object {
    count += 1;
    return { count };
  }

  @Get('values')
  async values(): Promise<object> {
    await this.cache.set('a', 1);
    await redis.set('b', 'two');
    return { memory: await this.cache.get('a'), redis: [await redis.get('b'), await redis.get('c')] };
  }
}

@Module({ imports: [CacheModule.register()], controllers: [CountsController] })
class CountsModule {}

export const example: Example = {
  packages: ['@nestjs/cache-manager', 'cache-manager', 'ioredis'],
  tried: 'a reply from the cache, values in memory and in a small server that speaks as Redis does',
  module: CountsModule,
  requests: [{ path: '/count' }, { path: '/count' }, { path: '/values' }],
};

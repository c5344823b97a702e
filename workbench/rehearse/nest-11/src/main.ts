import 'reflect-metadata';
import { deepEqual, equal } from 'node:assert/strict';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, assertAccess } from '@lambda-nest/access';
import { createTokenVerifier, presetFor } from '@lambda-nest/identity';
import { InputModule } from '@lambda-nest/input';
import { createLog, nestLogger } from '@lambda-nest/log';
import { ProblemFilter } from '@lambda-nest/problem';
import { AUDIENCE, startIssuer } from './issuer.js';
import { OrdersController } from './orders.controller.js';

const lines: string[] = [];
const log = createLog({ level: 'info', write: (line) => lines.push(line) });

/** Starts the application, asks it as each kind of caller, and throws when a response is another than expected. */
async function main(): Promise<void> {
  const { issuer, jwksUri, mint, close } = await startIssuer();
  const preset = presetFor({ issuer, audiences: [AUDIENCE], jwksUri });
  const verifier = createTokenVerifier({ ...preset, allowHttpLoopback: true });

  @Module({
    imports: [AccessModule.forRoot({ verifier, log, rolesClaim: 'groups' }), InputModule.forRoot()],
    controllers: [OrdersController],
  })
  class AppModule {}

  const app = await NestFactory.create(AppModule, { bodyParser: false, logger: nestLogger(log) });
  app.useGlobalFilters(new ProblemFilter((error) => log.error('request failed', { error })));
  await app.init();
  assertAccess(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const ask = async (path: string, token?: string, body?: object) => {
    const response = await fetch(`${url}/${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const [user, admin] = [mint(['USERS']), mint(['ADMINS'])];
  equal((await ask('orders/count')).status, 200);
  const anonymous = await ask('orders');
  deepEqual([anonymous.status, anonymous.body['code']], [401, '401001']);
  equal((await ask('orders', `${user}x`)).status, 401);
  equal((await ask('orders', user)).status, 200);
  const denied = await ask('orders/1', user);
  deepEqual([denied.status, denied.body['code']], [403, '403003']);
  const sent = await ask('orders/1', admin);
  deepEqual([sent.status, sent.body['code']], [409, '409010']);
  const invalid = await ask('orders', user, { quantity: 0 });
  deepEqual([invalid.status, invalid.body['code']], [400, '400000']);
  const created = await ask('orders', user, { quantity: 2 });
  deepEqual([created.status, created.body], [201, { isDto: true, quantity: 2 }]);
  equal((await ask('none')).status, 404);
  equal(
    lines.some((line) => line.includes(user)),
    false,
  );
  await app.close();
  close();
  console.log('Nest 11: 9 requests as expected');
}

void main();

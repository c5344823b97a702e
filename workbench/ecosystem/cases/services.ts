import { Controller, Get, Module } from '@nestjs/common';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sendgrid from '@sendgrid/mail';
import OpenAI from 'openai';
import Stripe from 'stripe';
import twilio from 'twilio';
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
    const { hostname, port } = new URL(url);
    const stripe = new Stripe('sk_test_key', { host: hostname, port, protocol: 'http', telemetry: false });
    const openai = new OpenAI({ apiKey: 'key', baseURL: url, maxRetries: 0 });
    sendgrid.setApiKey('SG.key');
    return {
      stripe: ((await stripe.customers.retrieve('cus_1')) as unknown as { path: string }).path,
      openai: ((await openai.models.retrieve('model')) as unknown as { path: string }).path,
      twilio: twilio('AC1', 'token').messages.create.name,
      sendgrid: typeof sendgrid.send,
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['stripe', 'openai', 'twilio', '@sendgrid/mail'],
  tried: 'clients of Stripe and OpenAI ask a server; those of Twilio and SendGrid are made',
  module: TryModule,
  requests: [{ path: '/try' }],
};

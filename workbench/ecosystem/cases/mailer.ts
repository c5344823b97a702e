import { Controller, Get, Module } from '@nestjs/common';
import { MailerModule, MailerService } from '@nestjs-modules/mailer';
import { HandlebarsAdapter } from '@nestjs-modules/mailer/adapters/handlebars.adapter';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class MailsController {
  constructor(private readonly mailer: MailerService) {}

  @Get('mail')
  async send(): Promise<object> {
    const { message } = (await this.mailer.sendMail({
      to: 'ann@example.com',
      from: 'shop@example.com',
      subject: 'Your order',
      template: 'order',
      context: { name: 'Ann', items: ['pen', 'ink'] },
    })) as { message: string };
    const { to, subject, html } = JSON.parse(message) as Record<string, unknown>;
    return { to, subject, html };
  }
}

@Module({
  imports: [
    MailerModule.forRoot({
      transport: { jsonTransport: true },
      template: { dir: `${process.env['FIXTURES']}/mails`, adapter: new HandlebarsAdapter() },
    }),
  ],
  controllers: [MailsController],
})
class MailsModule {}

export const example: Example = {
  packages: ['@nestjs-modules/mailer', 'nodemailer', 'handlebars'],
  tried: 'a template is rendered, and sent by a transport that writes JSON',
  module: MailsModule,
  requests: [{ path: '/mail', contains: '<p>Hello Ann</p>' }],
};

import { Controller, Get, Module } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@WebSocketGateway()
class ChatGateway {
  @SubscribeMessage('say')
  say(text: string): string {
    return text;
  }
}

@Public()
@Controller()
class ChatController {
  @Get('chat')
  show(): object {
    return { gateway: ChatGateway.name };
  }
}

@Module({ controllers: [ChatController], providers: [ChatGateway] })
class ChatModule {}

export const example: Example = {
  packages: ['@nestjs/websockets', '@nestjs/platform-socket.io'],
  tried: 'a gateway beside a controller, whose route replies',
  module: ChatModule,
  requests: [{ path: '/chat' }],
  remark: 'No client can connect on Lambda; the build says so.',
};

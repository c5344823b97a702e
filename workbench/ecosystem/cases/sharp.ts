import { Controller, Get, Module } from '@nestjs/common';
import sharp from 'sharp';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    const red = sharp({ create: { width: 4, height: 2, channels: 3, background: 'red' } });
    const { width, height, format } = await sharp(await red.png().toBuffer()).metadata();
    return { width, height, format };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['sharp'],
  tried: 'a picture is made and measured, by compiled code',
  module: TryModule,
  requests: [{ path: '/try' }],
};

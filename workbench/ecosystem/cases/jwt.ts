import { Controller, Get, Module, UnauthorizedException } from '@nestjs/common';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class LinksController {
  constructor(private readonly tokens: JwtService) {}

  @Get('link')
  async link(): Promise<object> {
    const token = await this.tokens.signAsync({ order: 7 });
    const { order } = await this.tokens.verifyAsync<{ order: number }>(token);
    return { order };
  }

  @Get('forged')
  async forged(): Promise<object> {
    const token = await this.tokens.signAsync({ order: 7 }, { secret: 'another'.repeat(8) });
    try {
      return await this.tokens.verifyAsync<object>(token);
    } catch (error) {
      throw new UnauthorizedException((error as Error).message);
    }
  }
}

@Module({
  imports: [JwtModule.register({ secret: 'secret'.repeat(8), signOptions: { expiresIn: '60s' } })],
  controllers: [LinksController],
})
class LinksModule {}

export const example: Example = {
  packages: ['@nestjs/jwt'],
  tried: 'a token of the team is signed and verified, and one with another secret is rejected',
  module: LinksModule,
  requests: [{ path: '/link' }, { path: '/forged', status: 401 }],
};

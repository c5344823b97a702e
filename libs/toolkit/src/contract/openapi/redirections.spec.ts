import { expect, it } from '@jest/globals';
import { Controller, Get, Module, Redirect } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { Public } from '@lambda-nest/access';
import { DEFAULT_CONTRACT } from '../../function/contract-settings.ts';
import { describeApplication } from '../describe-application.ts';

@Public()
@Controller('v1/orders')
class OrdersController {
  @Redirect('/v1/orders/new/latest')
  @Get('latest')
  latest(): void {}

  @Redirect('/v1/orders/new', 301)
  @Get(':id/old')
  old(): void {}

  @Redirect('/v1/orders/new', 307)
  @ApiResponse({ status: 307, description: 'Where it is.' })
  @Get('described')
  described(): void {}

  @Get('plain')
  plain(): void {}
}

@Module({ controllers: [OrdersController] })
class OrdersModule {}

const product = { title: 'shop', description: 'A shop.', version: '1.2.3', license: 'MIT' };

it('says of a redirection its status, and where the address is', async () => {
  const { document } = await describeApplication({ rootModule: OrdersModule }, product, DEFAULT_CONTRACT);
  const responsesOf = (path: string): object =>
    (document.paths[`/orders${path}`] ?? {})['get']?.responses ?? {};
  const statusesOf = (path: string): string[] =>
    Object.keys(responsesOf(path)).filter((status) => /^[23]/.test(status));
  expect(['/latest', '/{id}/old', '/described', '/plain'].map(statusesOf)).toEqual([
    ['302'],
    ['301'],
    ['307'],
    ['200'],
  ]);
  expect(responsesOf('/latest')).toMatchObject({
    302: {
      description: 'Another address, in `Location`.',
      headers: { Location: { schema: { type: 'string' } } },
    },
  });
  expect(responsesOf('/described')).toMatchObject({ 307: { description: 'Where it is.' } });
});

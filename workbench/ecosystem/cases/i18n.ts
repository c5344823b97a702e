import { Controller, Get, Module } from '@nestjs/common';
import { I18n, I18nContext, I18nModule, QueryResolver } from 'nestjs-i18n';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class ShopController {
  @Get('greeting')
  greet(@I18n() i18n: I18nContext): object {
    return { greeting: i18n.t('shop.greeting', { args: { name: 'Ann' } }) };
  }
}

@Module({
  imports: [
    I18nModule.forRoot({
      fallbackLanguage: 'en',
      loaderOptions: { path: `${process.env['FIXTURES']}/texts/`, watch: false },
      resolvers: [{ use: QueryResolver, options: ['lang'] }],
    }),
  ],
  controllers: [ShopController],
})
class ShopModule {}

export const example: Example = {
  packages: ['nestjs-i18n'],
  tried: 'texts of two languages from files, by a query parameter',
  module: ShopModule,
  requests: [
    { path: '/greeting', contains: 'Hello Ann' },
    { path: '/greeting?lang=de', contains: 'Hallo Ann' },
  ],
};

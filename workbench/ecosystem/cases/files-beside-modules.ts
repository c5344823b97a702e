import { Controller, Get, Module } from '@nestjs/common';
import geoip from 'geoip-country';
import i18next from 'i18next';
import FsBackend from 'i18next-fs-backend';
import { JSDOM } from 'jsdom';
import moment from 'moment';
import initSqlJs from 'sql.js';
import { get_encoding } from 'tiktoken';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    await i18next.use(FsBackend).init({
      lng: 'de',
      ns: ['shop'],
      backend: { loadPath: `${process.env['FIXTURES']}/texts/{{lng}}/{{ns}}.json` },
    });
    const { Database } = await initSqlJs();
    const database = new Database();
    database.run('create table items (name text)');
    database.run('insert into items values (?)', ['book']);
    const encoding = get_encoding('cl100k_base');
    return {
      moment: moment.utc('2020-01-02').locale('fr').format('dddd D MMMM YYYY'),
      i18next: i18next.t('shop:greeting'),
      sqlJs: database.exec('select name from items')[0]?.values,
      tiktoken: [...encoding.encode('a few tokens')],
      jsdom: new JSDOM('<p>one</p>').window.document.querySelector('p')?.textContent,
      geoip: geoip.lookup('8.8.8.8')?.country,
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['moment', 'i18next', 'i18next-fs-backend', 'sql.js', 'tiktoken', 'jsdom', 'geoip-country'],
  tried: 'modules, WebAssembly and data whose file names are made at run time',
  module: TryModule,
  requests: [{ path: '/try', contains: 'jeudi 2 janvier 2020' }],
};

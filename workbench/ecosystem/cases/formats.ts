import { Controller, Get, Module } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import ejs from 'ejs';
import { XMLParser } from 'fast-xml-parser';
import pug from 'pug';
import sanitizeHtml from 'sanitize-html';
import { Public } from '../access.ts';
import type { Example } from '../example.ts';

@Public()
@Controller()
class TryController {
  @Get('try')
  async show(): Promise<object> {
    return {
      csv: parse('a,b\n1,2', { columns: true }),
      ejs: ejs.render('<%= name %>', { name: '<Ann>' }),
      xml: new XMLParser().parse('<order><id>7</id></order>') as unknown,
      pug: pug.render('p #{name}', { name: 'Ann' }),
      html: sanitizeHtml('<b onclick="x()">bold</b><script>x()</script>'),
    };
  }
}

@Module({ controllers: [TryController] })
class TryModule {}

export const example: Example = {
  packages: ['csv-parse', 'ejs', 'fast-xml-parser', 'pug', 'sanitize-html'],
  tried: 'texts are parsed, rendered and cleaned',
  module: TryModule,
  requests: [{ path: '/try' }],
};

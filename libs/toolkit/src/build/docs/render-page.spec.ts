import { describe, expect, it } from '@jest/globals';
import { renderPage } from './render-page.ts';

const document = {
  info: { title: '<API> & "Co" $&', version: '1.0.0' },
  tags: [],
  paths: {},
  components: { schemas: {}, responses: {}, securitySchemes: {} },
};

describe('renderPage', () => {
  it('fills in title, version and assets, and leaves the rest to the application', () => {
    const template = '<title>{{title}} {{version}}</title>{{asset:docs.js}}{{roles-claim}}';
    expect(renderPage(template, { document, assetNames: { 'docs.js': 'docs.abc.js' } })).toBe(
      '<title>&lt;API> &amp; &quot;Co&quot; $&amp; 1.0.0</title>docs/assets/docs.abc.js{{roles-claim}}',
    );
  });

  it('fails when an asset is missing', () => {
    expect(() => renderPage('{{asset:x.js}}', { document, assetNames: {} })).toThrow(
      'The page names the asset x.js, which is not prepared.',
    );
  });
});

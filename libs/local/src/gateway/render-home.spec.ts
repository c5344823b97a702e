import { describe, expect, it } from '@jest/globals';
import { renderHome } from './render-home.ts';

describe('renderHome', () => {
  it('links what can be opened, and takes no text for markup', () => {
    const page = renderHome({
      links: [{ name: 'docs', url: 'http://localhost:3000/local/v1/docs' }],
      routes: [
        { method: 'GET', path: '/v1/hc', who: 'public', url: '/local/v1/hc' },
        { method: 'POST', path: '/<script>', who: 'role "A" & B' },
      ],
    });
    expect(page).toContain(
      '<a href="http://localhost:3000/local/v1/docs">http://localhost:3000/local/v1/docs</a>',
    );
    expect(page).toContain('<a href="/local/v1/hc">/v1/hc</a>');
    expect(page).toContain('<code>/&lt;script&gt;</code></td><td>role &quot;A&quot; &amp; B</td>');
    expect(page).not.toContain('<script');
  });
});

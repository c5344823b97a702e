/** What the page at `/` tells: the local gateway's own, which no gateway of AWS has. */
export type Home = Readonly<{
  links: readonly Readonly<{ name: string; url: string }>[];
  routes: readonly Readonly<{ method: string; path: string; who: string; url?: string }>[];
}>;

const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

/** A page of links, without a script. */
export function renderHome({ links, routes }: Home): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Local API</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  td { padding: 0.15rem 1.5rem 0.15rem 0; vertical-align: top }
  code { font-size: 0.95em }
</style>
<h1>Local API</h1>
<table>${links.map(({ name, url }) => row([escape(name), link(url, url)])).join('\n')}</table>
<h2>Routes</h2>
<table>${routes
    .map(({ method, path, who, url }) =>
      row([
        `<code>${escape(method)}</code>`,
        url === undefined ? `<code>${escape(path)}</code>` : link(url, path),
        escape(who),
      ]),
    )
    .join('\n')}</table>
</html>
`;
}

const link = (url: string, text: string): string => `<a href="${escape(url)}">${escape(text)}</a>`;

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

import type { OpenApiDocument } from '@lambda-nest/testing/openapi';

/**
 * Fills in a page: `{{title}}`, `{{version}}`, and `{{asset:<name>}}` for the hashed name of an asset. Other
 * placeholders stay, for the application to fill in.
 *
 * @throws Error when the page names an asset that there is not
 */
export function renderPage(
  template: string,
  { document, assetNames }: { document: OpenApiDocument; assetNames: Readonly<Record<string, string>> },
): string {
  const { title, version } = document.info;
  return template
    .replaceAll('{{title}}', () => escapeHtml(title))
    .replaceAll('{{version}}', () => escapeHtml(version))
    .replaceAll(/\{\{asset:([\w.-]+)\}\}/g, (_, name: string) => {
      const file = assetNames[name];
      if (file === undefined) throw new Error(`The page names the asset ${name}, which is not prepared.`);
      return `docs/assets/${file}`;
    });
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

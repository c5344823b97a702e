/** SHA-256 of the empty string: the `<style>` elements that styled-components makes empty and fills by script. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

const BASE = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // Both pages draw their icons from data: URLs in their style sheets.
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

const POLICIES = {
  'docs.html': BASE,
  'redoc.html': {
    ...BASE,
    'style-src': `'self' ${EMPTY_STYLE}`,
    // ReDoc searches in a worker that it makes of its own source.
    'worker-src': 'blob:',
  },
};

export type PageName = keyof typeof POLICIES;

/**
 * What a page may load: its own origin's files, nothing inline, nothing from elsewhere.
 *
 * @param tokenOrigin where a code becomes a token, when the page signs in with a provider of its own
 */
export function contentSecurityPolicyOf(page: PageName, tokenOrigin?: string): string {
  return Object.entries(POLICIES[page])
    .map(([directive, sources]) =>
      directive === 'connect-src' && tokenOrigin !== undefined
        ? `${directive} ${sources} ${tokenOrigin}`
        : `${directive} ${sources}`,
    )
    .join('; ');
}

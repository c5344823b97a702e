import { createAccessPlugin } from './access.plugin.ts';
import { followColorScheme } from './follow-color-scheme.ts';
import type { SwaggerUI } from './swagger-ui.ts';

declare const SwaggerUIBundle: SwaggerUI;

const rolesClaim = document.querySelector<HTMLMetaElement>('meta[name="roles-claim"]')?.content ?? 'groups';

followColorScheme((isDark) => document.documentElement.classList.toggle('dark-mode', isDark));

SwaggerUIBundle({
  url: new URL('openapi.json', location.href).href,
  domNode: document.getElementById('docs'),
  plugins: [createAccessPlugin(rolesClaim)],
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  // Nothing is taken from the address, sent to a validator, or kept.
  queryConfigEnabled: false,
  validatorUrl: null,
  persistAuthorization: false,
});

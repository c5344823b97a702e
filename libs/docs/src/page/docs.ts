import { createAccessPlugin } from './access.plugin.ts';
import { followColorScheme } from './follow-color-scheme.ts';
import { leaveOutIssuers } from './leave-out-issuers.ts';
import { readGrantRules, readSignIn, readUsers } from './read-settings.ts';
import { showSignIn } from './show-sign-in.ts';
import type { SwaggerUI } from './swagger-ui.ts';

declare const SwaggerUIBundle: SwaggerUI;

const signIn = readSignIn();

followColorScheme((isDark) => document.documentElement.classList.toggle('dark-mode', isDark));

const ui = SwaggerUIBundle({
  url: new URL('openapi.json', location.href).href,
  domNode: document.getElementById('docs'),
  plugins: [createAccessPlugin(readGrantRules(), readUsers())],
  responseInterceptor: leaveOutIssuers,
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  defaultModelsExpandDepth: 0,
  // Nothing is taken from the address, sent to a validator, or kept.
  queryConfigEnabled: false,
  validatorUrl: null,
  persistAuthorization: false,
  // The document says what a token is called, so it must be there first.
  onComplete: () => signIn && showSignIn(signIn, (token) => ui.preauthorizeApiKey('bearer', token)),
});

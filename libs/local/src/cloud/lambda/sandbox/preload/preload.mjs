/**
 * What the local AWS puts into the process of a function before the runtime client, by `--import` on the command line of
 * that process: nothing of it is in the zip, and no variable of a function can bring it about.
 *
 * The query of this module's URL says where requests go: `?aws=4566&identity=9100&hosts=identitytoolkit.googleapis.com`.
 *
 * JavaScript, for a function starts with it: stripping types would take longer than everything else before the handler.
 */
import { provideModules } from './provide-modules.mjs';
import { provideRapidClient } from './provide-rapid-client.mjs';
import { redirectHosts } from './redirect-hosts.mjs';

const { searchParams } = new URL(import.meta.url);
const aws = Number(searchParams.get('aws'));
const identity = Number(searchParams.get('identity'));
const identityHosts = new Set(searchParams.get('hosts')?.split(',') ?? []);

provideRapidClient();
provideModules(searchParams.get('modules'));
redirectHosts((host) => {
  if (identityHosts.has(host)) return identity || undefined;
  return host.endsWith('.amazonaws.com') ? aws || undefined : undefined;
});

/** `npm run access:explain -- GET /v1/admin/endpoints --as user@example.com`: who decides what, and why. */
import { parseArgs } from 'node:util';
import { readAccessTable } from '../deployment/read-access-table.ts';
import { readDeployment } from '../deployment/read-deployment.ts';
import { type GatewayRoute, createRouter, decodeSegments, routeKeyOf } from '@lambda-nest/gateway/model';
import type { AccessEntry } from '../contract/render/access-json.ts';
import { governByVariable, ROUTE_SCOPES } from '../deployment/govern-routes.ts';
import { explainApplication, explainGateway } from './explain-access.ts';
import { findCaller } from './find-caller.ts';
import { readPresentAccess } from './read-access.ts';
import { readSettings } from './read-settings.ts';
import { reportExplanation } from './report-explanation.ts';
import { findApiFolder } from '../function/find-api-folder.ts';
import { loadFunction } from '../function/load-function.ts';
import { showHelp } from '../show-help.ts';

const USAGE = `npm run access:explain -- <method> <path> [--as <email> | --token <token> | --role <role> --scope <scope>]

Tells what the gateway decides on a request, then what the application decides, each with its reason.

  --as <email>         a user of the local identity, as they are now when npm start runs, else as they are seeded
  --token <token>      the bearer of a token, which is verified for real: by the issuer that FIREBASE_PROJECT_ID or
                       JWT_ISSUER names, else by the local identity
  --role, --scope      a caller with these, each as often as needed; neither means a caller without a token
  --function <folder>  of which function; default ${findApiFolder()}
  ROUTE_SCOPES         in the environment: what the parameter routeScopes of a deployment says
  --deployment <file>  asks a packaged template what the gateway does, instead of the code`;

showHelp(USAGE);

try {
  const { values, positionals } = parseArgs({
    options: {
      as: { type: 'string' },
      token: { type: 'string' },
      role: { type: 'string', multiple: true },
      scope: { type: 'string', multiple: true },
      deployment: { type: 'string' },
      function: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [method, path, ...more] = positionals;
  if (method === undefined || !path?.startsWith('/') || more.length > 0) throw new TypeError(USAGE);
  const { entries: declared } = await readPresentAccess(await loadFunction(values.function));
  const entries = governByVariable(declared, process.env[ROUTE_SCOPES]);
  const routes =
    values.deployment === undefined
      ? readAccessTable(toTable(entries))
      : (await readDeployment(values.deployment)).routes;
  const { route, entry } = find(routes, entries, {
    method: method.toUpperCase(),
    path: path.split('?', 1)[0] ?? path,
  });
  const checked = await findCaller(values, await readSettings(process.env));
  const verdicts = {
    gateway: explainGateway(route, checked),
    application: explainApplication(entry, checked),
  };
  process.stdout.write(reportExplanation(entry, checked, verdicts));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

function find(
  routes: readonly GatewayRoute[],
  entries: readonly AccessEntry[],
  { method, path }: { method: string; path: string },
): { route: GatewayRoute; entry: AccessEntry } {
  const segments = decodeSegments(path);
  if (!segments)
    throw new TypeError(`The path ${path} does not decode: the response is 400 for every caller.`);
  const route = createRouter(routes)(method, segments)?.route;
  const entry = route && entries.find((one) => routeKeyOf(one) === routeKeyOf(route));
  if (route && entry) return { route, entry };
  const what = route
    ? `The code declares no route ${routeKeyOf(route)}`
    : `The gateway has no route for ${method} ${path}`;
  const keys = entries.map(routeKeyOf).join('\n  ');
  throw new TypeError(`${what}: the response is 404 for every caller. There are:\n  ${keys}`);
}

function toTable(entries: readonly AccessEntry[]): Parameters<typeof readAccessTable>[0] {
  return {
    routes: entries.map(({ gateway, ...entry }) => ({
      ...entry,
      gateway: { ...gateway, scopes: [...gateway.scopes] },
    })),
  };
}

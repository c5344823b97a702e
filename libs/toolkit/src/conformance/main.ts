/** `npm run conformance -- --url <url>`: whether a deployment lets in whom the declarations let in. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ACCESS_FILE } from '../access/parse-access.ts';
import { expectAtHandler, expectThroughGateway } from './expected-response.ts';
import { findDeployment } from './find-deployment.ts';
import { readProvenRoutes } from './proven-route.ts';
import { readTokens } from './read-tokens.ts';
import { reportProofs } from './report-proofs.ts';
import { runConformance } from './run-conformance.ts';
import { findApiFolder } from '../function/find-api-folder.ts';
import { loadFunction } from '../function/load-function.ts';
import { takeLocalCredentials } from '../serverless/take-local-credentials.ts';
import { showHelp } from '../show-help.ts';

const USAGE = `npm run conformance -- --url <url> | --stage <stage> [--writing] [--without-gateway] [--off <parameter>] [--access <file>]

Calls every route of a deployment with every credential there is and compares with what the declarations say. Only
routes that read, unless told otherwise.

  --url <url>          where the API is: https://<id>.execute-api.<region>.amazonaws.com/<stage>, or https://<domain>/<key>
  --stage <stage>      a stage of this project, whose address and what it leaves out are read from AWS; --region as elsewhere.
                       One behind a proxy (originSecret) is asked with what the proxy sends
  --writing            calls POST, PUT, PATCH and DELETE as well, without a body
  --without-gateway    for an application that answers by itself, such as nest start
  --off <parameter>    with --url: what the deployment leaves out, such as accounts or docs, as often as needed; its routes must not be there
  --function <folder>  whose routes; default ${findApiFolder()}
  --access <file>      the access table; default ${ACCESS_FILE} of what is generated of the function

Tokens are taken from the environment, each named after whose it is:
  CONFORMANCE_TOKEN_<NAME>           a token of your identity provider: one with each role and scope, one with none
  CONFORMANCE_REJECTED_TOKEN_<NAME>   one that must be rejected: expired, of another issuer, for another audience
  ROUTE_SCOPES                       with --url: what the parameter routeScopes of the deployment says
  JWT_AUTHORIZATION_GROUPS_ATTR_NAME names the claim that holds the roles; default groups`;

showHelp(USAGE);

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      stage: { type: 'string' },
      region: { type: 'string' },
      writing: { type: 'boolean', default: false },
      'without-gateway': { type: 'boolean', default: false },
      off: { type: 'string', multiple: true },
      access: { type: 'string' },
      function: { type: 'string' },
    },
  });
  Object.assign(process.env, takeLocalCredentials(process.env));
  const found = await findDeployment(values, process.env);
  if (!found) throw new TypeError(USAGE);
  const file = values.access ?? `${(await loadFunction(values.function)).generated}/${ACCESS_FILE}`;
  const routes = readProvenRoutes(await readFile(file, 'utf8'), found.off, found.routeScopes);
  const proofs = await runConformance({
    base: found.url,
    headers: found.headers,
    routes,
    tokens: readTokens(process.env),
    isWritingAllowed: values.writing,
    expectResponse: values['without-gateway'] ? expectAtHandler : expectThroughGateway,
  });
  process.stdout.write(reportProofs(proofs, routes));
  process.exitCode = proofs.some(({ differences }) => differences.length > 0) ? 1 : 0;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

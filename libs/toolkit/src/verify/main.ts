/** `npm run verify:aws -- --url <url>`: asks a deployment what the documentation leaves open, and writes it down. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ACCESS_FILE } from '../access/parse-access.ts';
import { expectThroughGateway } from '../conformance/expected-response.ts';
import { findDeployment, isAddress } from '../conformance/find-deployment.ts';
import { readProvenRoutes } from '../conformance/proven-route.ts';
import { readTokens } from '../conformance/read-tokens.ts';
import { reportProofs } from '../conformance/report-proofs.ts';
import { runConformance } from '../conformance/run-conformance.ts';
import type { Target } from './probe.ts';
import { regionOf } from './region-of.ts';
import { renderVerified } from './render-verified.ts';
import { runProbes, type Finding } from './run-probes.ts';
import { findApiFolder } from '../function/find-api-folder.ts';
import { loadFunction } from '../function/load-function.ts';
import { takeLocalCredentials } from '../serverless/take-local-credentials.ts';
import { showHelp } from '../show-help.ts';

const USAGE = `npm run verify:aws -- --url <url> | --stage <stage> [--echo <url>] [--region <region>] [--wait <seconds>] [--burst <requests>]

Proves a deployment as npm run conformance does, asks it what the documentation of API Gateway leaves open, and writes
the answers to VERIFIED.md. Reads only. Tokens come from the environment: npm run conformance says how they are named.

  --url <url>         where the API is: https://<id>.execute-api.<region>.amazonaws.com/<stage>
  --stage <stage>     a stage of this project, whose address and what it leaves out are read from AWS
  --echo <url>        where infra/verify/echo is deployed; it shows what a function is handed
  --region <region>   for a custom domain; an execute-api address names its own
  --wait <seconds>    how long to wait for a token to expire; default 120
  --off <parameter>   with --url: what the deployment leaves out, such as accounts or docs, as often as needed
  --burst <requests>  how many to send at once to see the throttle; default none
  --out <file>        default VERIFIED.md
  --function <folder> whose routes; default ${findApiFolder()}
  --access <file>     the access table; default ${ACCESS_FILE} of what is generated of the function`;

showHelp(USAGE);

try {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      stage: { type: 'string' },
      echo: { type: 'string' },
      region: { type: 'string' },
      wait: { type: 'string', default: '120' },
      burst: { type: 'string', default: '0' },
      out: { type: 'string', default: 'VERIFIED.md' },
      off: { type: 'string', multiple: true },
      access: { type: 'string' },
      function: { type: 'string' },
    },
  });
  const { echo } = values;
  Object.assign(process.env, takeLocalCredentials(process.env));
  const found = await findDeployment(values, process.env);
  if (!found || (echo !== undefined && !isAddress(echo))) throw new TypeError(USAGE);
  const { url, off, routeScopes, headers = {} } = found;
  if (Object.keys(headers).length > 0)
    throw new TypeError(
      'The stage is behind a proxy (originSecret). Name the address of the proxy: --url <url>.',
    );
  const region = values.region ?? found.region ?? process.env['AWS_REGION'] ?? regionOf(url);
  if (region === undefined) throw new TypeError('Say in which AWS region the API is: --region <region>.');
  const table = values.access ?? `${(await loadFunction(values.function)).generated}/${ACCESS_FILE}`;
  const target: Target = {
    base: url,
    routes: readProvenRoutes(await readFile(table, 'utf8'), off, routeScopes),
    tokens: readTokens(process.env),
    waitSeconds: Number(values.wait),
    burst: Number(values.burst),
    ...(echo !== undefined && { echo }),
  };
  const { isProven, finding } = await prove(target);
  const findings = [finding, ...(await runProbes(target, (fact) => console.error(`asking: ${fact}`)))];
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(values.out, renderVerified({ findings, region, date }));
  console.log(`Written to ${values.out}.`);
  process.exitCode = isProven ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function prove({ base, routes, tokens }: Target): Promise<{ isProven: boolean; finding: Finding }> {
  const proofs = await runConformance({ base, routes, tokens, expectResponse: expectThroughGateway });
  process.stdout.write(reportProofs(proofs, routes));
  const right = proofs.filter(({ differences }) => differences.length === 0).length;
  const answer = `${right} of ${proofs.length}`;
  return {
    isProven: right === proofs.length,
    finding: { fact: 'Responses that are what the declarations say', answer },
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { says, type Interpretation, type Scene } from './interpretation.ts';
import { readPublicRoutes } from './routes.ts';
import { Unread } from './unread.ts';

const read = (file: string): string => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8');

type Manifest = { allowScripts?: Record<string, boolean> };
type Lock = { packages: Record<string, { hasInstallScript?: boolean }> };
type RouteTable = { routes_definitions: Record<string, { route_key: string; authorization_type: string }> };

/** What is decided by files alone. */
export const interpretStatic: Interpretation = async (scene) => {
  if (says(scene, /install scripts|postinstall|--ignore-scripts/)) return checkScripts(scene);
  if (says(scene, /IaC|Terraform|CDK|SAM\b|template/)) return checkRoutes(scene);
  throw new Unread(`check: ${String(scene.given['check'])}`);
};

function checkScripts({ run }: Scene): void {
  const { allowScripts = {} } = JSON.parse(read('package.json')) as Manifest;
  const { packages } = JSON.parse(read('package-lock.json')) as Lock;
  const scripted = Object.entries(packages)
    .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  const unreviewed = scripted.filter((name) => allowScripts[name] === undefined);
  run.note('packages with install scripts', unreviewed.length === 0 ? 'pass' : unreviewed.join());
  run.facts.set('telemetry may run', allowScripts['@scarf/scarf'] !== false);
}

function checkRoutes({ run }: Scene): void {
  const file = 'infra/generated/routes.auto.tfvars.json';
  const isThere = existsSync(new URL(`../../../../${file}`, import.meta.url));
  if (!isThere) return run.note(file, 'missing');
  const { routes_definitions: routes } = JSON.parse(read(file)) as RouteTable;
  const open = Object.values(routes)
    .filter(({ authorization_type: type }) => type !== 'JWT')
    .map(({ route_key: key }) => key);
  const isClosed = open.every((key) => readPublicRoutes().includes(key));
  const template = read('serverless.yml');
  const isSafe = !/\$default['"]?\s*$|url:\s*true|payload:\s*'?1\.0/m.test(template);
  run.note(file, isClosed && isSafe && Object.keys(routes).length > 0 ? 'pass' : open.join());
}

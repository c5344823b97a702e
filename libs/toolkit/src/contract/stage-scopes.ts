import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import { loadAll, YAMLException } from 'js-yaml';
import { readRouteScopes } from '../deployment/govern-routes.ts';
import { ContractViolation } from './contract-violation.ts';
import type { ContractRoute } from './contract-route.ts';

/**
 * The scopes that the files of stages set by the parameter `routeScopes`, by stage and route. Those of `default` are for stages
 * whose file says nothing of it. What `--param` says is in no file, and not among them.
 */
export type StageScopes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * Reads the files of stages beside a folder of generated files.
 *
 * @param generated `infra/generated`; its stages are in `infra/parameters`
 * @throws ContractViolation for a file that sets scopes where none can be set
 */
export function readStageScopes(
  generated: string,
  routes: readonly Pick<ContractRoute, 'method' | 'path' | 'declaration'>[],
): StageScopes {
  const folder = posix.join(posix.dirname(generated), 'parameters');
  if (!existsSync(folder)) return {};
  const entries = routes.map(({ method, path, declaration: access }) => ({ method, path, access }));
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .toSorted();
  return Object.fromEntries(
    files.flatMap((name) => {
      const file = `${folder}/${name}`;
      const text = readParameter(file);
      if (text === undefined) return [];
      const { scopes, violations } = readRouteScopes(text, entries);
      if (violations.length > 0)
        throw new ContractViolation(violations.map((violation) => `${file}: routeScopes ${violation}`));
      return [[basename(name, '.yml'), Object.fromEntries(scopes)]];
    }),
  );
}

function readParameter(file: string): string | undefined {
  const value = (parse(file) as { routeScopes?: unknown } | null | undefined)?.routeScopes;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' && !value.includes('${')) return value;
  throw new ContractViolation([
    `${file}: routeScopes must be written out as a text, so that the access table can show it.`,
  ]);
}

function parse(file: string): unknown {
  try {
    // A file of comments alone has no document.
    return loadAll(readFileSync(file, 'utf8'))[0];
  } catch (error) {
    if (error instanceof YAMLException) throw new ContractViolation([`${file} is no YAML: ${error.message}`]);
    throw error;
  }
}

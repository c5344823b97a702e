import { readFile } from 'node:fs/promises';
import { CannotStart } from './cannot-start.ts';
import type { Deployment } from './deployment.ts';
import type { AccessTable } from './read-access-table.ts';
import { readAccessTable } from './read-access-table.ts';
import type { RouteDefinitions } from './read-route-definitions.ts';
import { readRouteDefinitions } from './read-route-definitions.ts';
import type { Template } from './read-template.ts';
import { readTemplate } from './read-template.ts';

/**
 * Reads what stands before the function from a packaged template (`.serverless/…-stack.json`), the generated access
 * table (`access.json`) or the generated variables of Terraform (`routes.auto.tfvars.json`), told apart by their content.
 */
export async function readDeployment(file: string): Promise<Deployment> {
  const document = await readJson(file);
  if ('Resources' in document) return readTemplate(document as Template);
  if ('routes' in document) return { routes: readAccessTable(document as AccessTable) };
  if ('routes_definitions' in document) return { routes: readRouteDefinitions(document as RouteDefinitions) };
  throw new CannotStart(`The local gateway cannot start: ${file} is neither a template nor a route table.`);
}

async function readJson(file: string): Promise<object> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as object;
  } catch (error) {
    throw new CannotStart(
      `The local gateway cannot start: its routes cannot be read from ${file} (${(error as Error).message}).`,
    );
  }
}

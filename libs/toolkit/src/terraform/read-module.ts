import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Block = Readonly<Record<string, unknown>>;

/** The blocks of a folder of HCL, by type, name or names. */
export type TerraformModule = Readonly<{
  variables: Readonly<Record<string, Block>>;
  /** Calls of other modules, by their names here. */
  modules: Readonly<Record<string, Block>>;
  outputs: Readonly<Record<string, Block>>;
  /** By type and name. */
  resources: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  /** Version of each provider that it requires. */
  providers: Readonly<Record<string, string>>;
  /** All of it, as it is written. */
  text: string;
}>;

type Parsed = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Reads every `.tf` of a folder.
 *
 * @throws Error with the name of a file that is no HCL
 */
export function readModule(folder: string): TerraformModule {
  const { parseToObject } = createRequire(import.meta.url)('hcl2-parser') as {
    parseToObject(text: string): [Parsed | null, unknown];
  };
  const files = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  if (files.length === 0) throw new Error(`${folder} has no .tf file.`);
  const parsed = files.map((name) => {
    // The error is an object of Go, which says nothing here.
    const [blocks] = parseToObject(readFileSync(join(folder, name), 'utf8'));
    if (!blocks) throw new Error(`${join(folder, name)} is no HCL. terraform fmt tells where.`);
    return blocks;
  });
  const named = (type: string): Record<string, Block> => {
    const entries = parsed.flatMap((blocks) => Object.entries(blocks[type] ?? {}));
    return Object.fromEntries(entries.map(([name, list]) => [name, (list as Block[])[0] ?? {}]));
  };
  const resources = parsed.flatMap(({ resource = {} }) =>
    Object.entries(resource as Record<string, Record<string, Block[]>>).flatMap(([type, ones]) =>
      Object.entries(ones).map(([name, list]) => ({ type, name, block: list[0] ?? {} })),
    ),
  );
  return {
    variables: named('variable'),
    modules: named('module'),
    outputs: named('output'),
    resources: Object.fromEntries(
      [...Map.groupBy(resources, ({ type }) => type)].map(([type, ones]) => [
        type,
        Object.fromEntries(ones.map(({ name, block }) => [name, block])),
      ]),
    ),
    providers: Object.assign({}, ...parsed.map(providersOf)) as Record<string, string>,
    text: files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n'),
  };
}

function providersOf({ terraform = [] as never }: Parsed): Record<string, string> {
  const blocks = terraform as unknown as { required_providers?: Record<string, { version?: string }>[] }[];
  const all = blocks.flatMap(({ required_providers: required = [] }) => required);
  return Object.fromEntries(
    all.flatMap((providers) =>
      Object.entries(providers).map(([name, { version = '' }]) => [name, version] as const),
    ),
  );
}

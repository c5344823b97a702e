import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** An application that imports the product and something beside it. */
export type Extension = Readonly<{
  /** Of the function: `grown`. Its root module is in `<name>.module.ts`. */
  name: string;
  /** Class of the root module. */
  rootModule: string;
  /** Texts of the files, by their names, the root module's among them. */
  files: Readonly<Record<string, string>>;
}>;

/** Where the product's folder is, as files of the extension name it in their imports. */
export const apiFrom = (folder: string, root: string): string => relative(folder, join(root, 'apps', 'api'));

/**
 * Writes such an application.
 *
 * @param folder where to write, inside the repository, so that its packages are found.
 * @returns the folder of the function to build.
 */
export function extendProduct(folder: string, root: string, { name, rootModule, files }: Extension): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const all = {
    ...files,
    'lambda.ts': writeEntry(name, rootModule),
    'function.config.ts': writeConfig(name, apiFrom(folder, root)),
  };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(folder, file), text);
  return folder;
}

const writeEntry = (name: string, rootModule: string): string => `import 'reflect-metadata';
import { createApp, createLambda } from '@lambda-nest/application';
import { ${rootModule} } from './${name}.module.ts';

export const handler = createLambda(await createApp(${rootModule}));
`;

const writeConfig = (name: string, api: string): string => `import api from '${api}/function.config.ts';

export default {
  ...api,
  name: '${name}',
  entry: 'lambda.ts',
  module: '${name}.module.ts',
  generated: '${api}/../../infra/generated',
};
`;

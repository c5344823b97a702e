import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { editRedoc } from './edit-redoc.ts';

const require = createRequire(import.meta.url);

/** The files of Swagger UI and ReDoc that their pages load, by the name the pages call them. */
export async function readPackages(): Promise<Record<string, string>> {
  return {
    'swagger-ui.css': withoutSourceMap(await read('swagger-ui-dist', 'swagger-ui.css')),
    'swagger-ui.js': withoutSourceMap(await read('swagger-ui-dist', 'swagger-ui-bundle.js')),
    'redoc-standalone.js': editRedoc(withoutSourceMap(await read('redoc', 'bundles/redoc.standalone.js'))),
    'licenses.txt': await readLicenses(),
  };
}

/** What the authors of these files ask to be passed on with them. */
async function readLicenses(): Promise<string> {
  const texts = await Promise.all([
    read('swagger-ui-dist', 'LICENSE'),
    read('swagger-ui-dist', 'NOTICE'),
    read('swagger-ui-dist', 'swagger-ui-bundle.js.LICENSE.txt'),
    read('redoc', 'LICENSE'),
    read('redoc', 'bundles/redoc.standalone.js.LICENSE.txt'),
  ]);
  return texts.map((text) => text.trim()).join(`\n\n${'-'.repeat(72)}\n\n`);
}

/** The maps are not served; without this, developer tools would ask for them. */
function withoutSourceMap(source: string): string {
  return source.replace(/\s*(?:\/\/|\/\*)# sourceMappingURL=\S+(?:\s*\*\/)?\s*$/, '\n');
}

function read(name: string, path: string): Promise<string> {
  return readFile(join(dirname(require.resolve(`${name}/package.json`)), path), 'utf8');
}

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const plugin = require('./rewrite-imports.cjs') as {
  before: () => ts.TransformerFactory<ts.SourceFile>;
};

function compile(source: string, transformers: ts.CustomTransformers): string {
  const { outputText } = ts.transpileModule(source, {
    fileName: 'service.ts',
    transformers,
    compilerOptions: {
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: true,
      rewriteRelativeImportExtensions: true,
    },
  });
  return outputText;
}

const decorated = (body: string): string =>
  `declare const Injectable: () => ClassDecorator; @Injectable() class Service { async load() { ${body} } }`;

describe('the plugin of the Nest CLI', () => {
  it('rewrites dynamic imports in the methods of decorated classes, as TypeScript does elsewhere', () => {
    const transformers = { before: [plugin.before()] };
    expect(compile(decorated("return import('./lazy.ts');"), transformers)).toContain(
      "import('./lazy.js')".replaceAll("'", '"'),
    );
    expect(compile("export const load = () => import('../lazy.mts');", transformers)).toContain(
      '"../lazy.mjs"',
    );
  });

  it.each(["'package/file.ts'", "'./types.d.ts'", "'./data.json'", '`./${name}.ts`', 'name'])(
    'leaves other imports as they are: %s',
    (specifier) => {
      const transformers = { before: [plugin.before()] };
      const source = decorated(`const name = ''; return import(${specifier});`);
      expect(compile(source, transformers)).toContain(`import(${specifier})`);
    },
  );

  it('is there for a gap of TypeScript that is still open', () => {
    expect(compile(decorated("return import('./lazy.ts');"), {})).toContain("import('./lazy.ts')");
  });

  it('is named by nest-cli.json', () => {
    const { compilerOptions } = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as {
      compilerOptions: { plugins: string[] };
    };
    expect(compilerOptions.plugins).toEqual(['../libs/toolkit/src/build/rewrite-imports.cjs']);
  });
});

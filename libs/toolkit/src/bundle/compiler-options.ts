import type { Options } from '@swc/core';
import { DEFAULT_SETTINGS, type CompilerSettings } from './read-compiler-settings.ts';
import type { SourceType } from './syntax.ts';

/**
 * How the application's TypeScript is compiled, for the bundle and where its sources run as they are: as tsc does it, with the types
 * of decorated parameters, by which Nest injects and validates.
 *
 * @param sourceType what the file is by its ending and its package's `type`; a CommonJS file is compiled to CommonJS with
 * the interop of tsc's `esModuleInterop`
 * @param settings those of the tsconfig.json. Default: of one that says nothing
 */
export function compilerOptions(
  filename: string,
  sourceType: SourceType,
  { useDefineForClassFields, verbatimModuleSyntax, jsx }: CompilerSettings = DEFAULT_SETTINGS,
): Options {
  return {
    filename,
    configFile: false,
    swcrc: false,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true, tsx: filename.endsWith('.tsx') },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields,
        verbatimModuleSyntax,
        react:
          'importSource' in jsx
            ? { runtime: 'automatic', importSource: jsx.importSource }
            : { runtime: 'classic', pragma: jsx.factory, pragmaFrag: jsx.fragment },
      },
      keepClassNames: true,
      // Without it, Node would not import JSON.
      experimental: { keepImportAttributes: true },
    },
    ...(sourceType === 'commonjs' && {
      module: { type: 'commonjs', importInterop: 'swc', ignoreDynamic: true },
    }),
  };
}

import type { Options } from '@swc/core';
import type { SourceType } from './syntax.ts';

/**
 * How the application's TypeScript is compiled, for the bundle and where its sources run as they are: as tsc does it, with the types
 * of decorated parameters, by which Nest injects and validates.
 *
 * @param sourceType what the file is by its ending and its package's `type`; a CommonJS file is compiled to CommonJS with
 * the interop of tsc's `esModuleInterop`
 */
export function compilerOptions(filename: string, sourceType: SourceType): Options {
  return {
    filename,
    configFile: false,
    swcrc: false,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
      // Without it, Node would not import JSON.
      experimental: { keepImportAttributes: true },
    },
    ...(sourceType === 'commonjs' && {
      module: { type: 'commonjs', importInterop: 'swc', ignoreDynamic: true },
    }),
  };
}

import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { describeSyntaxError } from '../bundle/compile-typescript.ts';

/**
 * Lets this process import the application's own sources. Node can only strip types; decorators, and the metadata that
 * Nest injects by, need compiling.
 */
export function compileOnLoad(): void {
  // Stacks tell lines of the sources, not of what they were compiled to.
  process.setSourceMapsEnabled(true);
  registerHooks({
    load(url, context, nextLoad) {
      const isSource = url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');
      if (!isSource) return nextLoad(url, context);
      const { source } = nextLoad(url, { ...context, format: 'module' });
      return { format: 'module', source: compile(String(source), fileURLToPath(url)), shortCircuit: true };
    },
  });
}

function compile(source: string, filename: string): string {
  try {
    return transform(source, filename);
  } catch (error) {
    throw new SyntaxError(describeSyntaxError(error), { cause: error });
  }
}

function transform(source: string, filename: string): string {
  return transformSync(source, {
    filename,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
  }).code;
}

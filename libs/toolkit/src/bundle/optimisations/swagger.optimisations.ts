import * as mapped from '@nestjs/mapped-types';
import type { Optimisation } from './optimisation.ts';

const MAPPED_TYPES = new Set(Object.keys(mapped));

/** Decorators describe routes to who makes the OpenAPI document, at build time. */
const isDecorator = (name: string): boolean => /^Api[A-Z]/.test(name);

export const SWAGGER: readonly Optimisation[] = [
  {
    name: 'swagger-decorators',
    why: 'A program that only describes its routes, and makes no document when it runs, needs nothing of the package but its names.',
    saves: 'about 0.2 × bare of a first response',
    package: '@nestjs/swagger',
    range: '^12.0.0',
    stub: {
      isServed: (name) => isDecorator(name) || MAPPED_TYPES.has(name),
      write: (names) => {
        const types = names.filter((name) => MAPPED_TYPES.has(name));
        const decorators = names.filter((name) => !MAPPED_TYPES.has(name));
        return [
          types.length > 0 ? `export { ${types.join(', ')} } from '@nestjs/mapped-types';` : '',
          'const decorate = () => () => {};',
          ...decorators.map((name) => `export { decorate as ${name} };`),
        ].join('\n');
      },
    },
  },
];

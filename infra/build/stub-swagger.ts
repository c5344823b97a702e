import type { Plugin } from 'esbuild';

/**
 * Replaces `@nestjs/swagger` in the bundle: its decorators describe routes to whoever makes the document, at build
 * time, and do nothing at run time. The mapped types, which make classes, stay.
 */
export const stubSwagger: Plugin = {
  name: 'stub-swagger',
  setup(build) {
    build.onResolve({ filter: /^@nestjs\/swagger$/ }, ({ path }) => ({ path, namespace: 'stub-swagger' }));
    build.onLoad({ filter: /.*/, namespace: 'stub-swagger' }, async () => {
      const [swagger, mapped] = await Promise.all([
        import('@nestjs/swagger'),
        import('@nestjs/mapped-types'),
      ]);
      const mappedNames = Object.keys(mapped);
      const names = Object.keys(swagger).filter((name) => !mappedNames.includes(name));
      const contents = [
        `export { ${mappedNames.join(', ')} } from '@nestjs/mapped-types';`,
        'const decorate = () => () => {};',
        `export { ${names.map((name) => `decorate as ${name}`).join(', ')} };`,
      ].join('\n');
      return { contents, loader: 'js', resolveDir: import.meta.dirname };
    });
  },
};

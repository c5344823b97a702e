import type { SourceEdit } from './source-edit.ts';

/** Path templates that surely compile: plain segments and whole parameters. */
const SOUND_PATH = String.raw`/^(?:\/|(?:\/(?:[\w.~-]+|:[A-Za-z_]\w*))+)$/`;

/**
 * What a route costs at start grows with the application. So the chain of guards and pipes of a route is made by its first
 * request, and its path is compiled for the first request whose path begins like it, if it has parameters at all. A path
 * that may be unsound is still compiled, and refused, at start. The paths of a route are worked out once, and again for
 * the log only where they are others, which those of versions are.
 */
export const GROWTH: readonly SourceEdit[] = [
  {
    file: '@nestjs/core/router/router-explorer.js',
    find: ': this.createCallbackProxy(instance, targetCallback, methodName, moduleKey, requestMethod, STATIC_CONTEXT, instanceWrapper.id);',
    replace: `: ((make) => {
      let made;
      return (req, res, next) => (made ??= make())(req, res, next);
    })(() => this.createCallbackProxy(instance, targetCallback, methodName, moduleKey, requestMethod, STATIC_CONTEXT, instanceWrapper.id));`,
  },
  {
    file: '@nestjs/core/router/router-explorer.js',
    find: 'const pathsToLog = this.routePathFactory.create({',
    replace: 'const pathsToLog = !isVersioned ? pathsToRegister : this.routePathFactory.create({',
  },
  {
    file: '@nestjs/platform-express/adapters/express-adapter.js',
    find: 'pathToRegexp(convertedPath);',
    replace: `${SOUND_PATH}.test(convertedPath) || pathToRegexp(convertedPath);`,
  },
  {
    file: 'path-to-regexp/dist/index.js',
    find: 'function match(path, options = {}) {',
    replace: `function match(path, options = {}) {
      if (typeof path !== 'string' || !${SOUND_PATH}.test(path)) return matchNow(path, options);
      const { end = true, sensitive = false, trailing = true } = options;
      const parameter = path.indexOf(':');
      if (parameter === -1 && end && sensitive && !trailing) {
        return (input) => input === path && { path: input, params: Object.create(null) };
      }
      const start = sensitive && parameter > 0 ? path.slice(0, parameter) : '';
      let compiled;
      return (input) => input.startsWith(start) && (compiled ??= matchNow(path, options))(input);
    }
    function matchNow(path, options = {}) {`,
  },
];

const hook = (file: string, name: string, caller: string): SourceEdit => ({
  file: `@nestjs/core/hooks/${file}.hook.js`,
  find: `export async function ${caller}(moduleRef) {`,
  replace: `export async function ${caller}(moduleRef) {
    const hosts = [moduleRef.controllers, moduleRef.injectables, moduleRef.middlewares, moduleRef.providers];
    const mayHook = ({ isTransient, instance }) => isTransient || (instance && isFunction(instance.${name}));
    if (!hosts.some((wrappers) => wrappers.values().some(mayHook))) return;`,
});

/**
 * Nest looks for enhancers of every method four times, and sorts the instances of every module twice for hooks that few have:
 * it finds the same with a look at each.
 */
export const SCANNED: readonly SourceEdit[] = [
  {
    file: '@nestjs/core/scanner.js',
    find: `let prototype = component.prototype;
        do {
            const descriptor = Reflect.getOwnPropertyDescriptor(prototype, methodKey);
            if (!descriptor) {
                continue;
            }
            const metadata = Reflect.getMetadata(key, descriptor.value);
            if (!metadata) {
                return;
            }
            return { methodKey, metadata };
        } while ((prototype = Reflect.getPrototypeOf(prototype)) &&
            prototype !== Object.prototype &&
            prototype);
        return undefined;`,
    // Of the names that are given, none is that of an accessor.
    replace: `const metadata = Reflect.getMetadata(key, component.prototype[methodKey]);
        return metadata ? { methodKey, metadata } : undefined;`,
  },
  hook('on-module-init', 'onModuleInit', 'callModuleInitHook'),
  hook('on-app-bootstrap', 'onApplicationBootstrap', 'callModuleBootstrapHook'),
];

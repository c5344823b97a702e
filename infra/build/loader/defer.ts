/**
 * Stands in for a module until a member of it is used, and loads it then. Good for modules whose members do not need
 * `this` to be the module, as Node's do not.
 */
export function defer<Module extends object>(load: () => Module): Module {
  let loaded: Module | undefined;
  const module = (): Module => (loaded ??= load());
  return new Proxy({} as Module, {
    get: (_target, name) => Reflect.get(module(), name),
    has: (_target, name) => Reflect.has(module(), name),
    ownKeys: () => Reflect.ownKeys(module()),
    getOwnPropertyDescriptor: (_target, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(module(), name);
      // A proxy may report as fixed only what its target has fixed, and this one's target is empty.
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}

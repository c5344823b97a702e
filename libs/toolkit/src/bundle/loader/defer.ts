/**
 * Stands in for a module until something of it is used, and loads it then. Good for modules whose members do not need
 * `this` to be the module, as Node's do not. What others set on it, as tracers do, is set on the module.
 */
export function defer<Module extends object>(load: () => Module): Module {
  let loaded: Module | undefined;
  const module = (): Module => (loaded ??= load());
  return new Proxy({} as Module, {
    get: (_target, name) => Reflect.get(module(), name),
    set: (_target, name, value) => Reflect.set(module(), name, value),
    has: (_target, name) => Reflect.has(module(), name),
    deleteProperty: (_target, name) => Reflect.deleteProperty(module(), name),
    defineProperty: (target, name, descriptor) => {
      // A proxy may only say that a member is fixed when its own target has it so.
      if (descriptor.configurable === false) Reflect.defineProperty(target, name, descriptor);
      return Reflect.defineProperty(module(), name, descriptor);
    },
    ownKeys: () => Reflect.ownKeys(module()),
    getOwnPropertyDescriptor: (target, name) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(module(), name);
      // A proxy may report as fixed only what its target has fixed, and this one's target is empty.
      return descriptor && { ...descriptor, configurable: !Object.hasOwn(target, name) };
    },
    getPrototypeOf: () => Reflect.getPrototypeOf(module()),
  });
}

/** What namespaces inherit: nothing of an object, and the tag that tells them. */
const NAMESPACE = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } }) as object;

/** Makes the namespace of an ES module of an object that holds its exports: values, and getters of those that change. */
export function toNamespace(exports: object): object {
  return Object.setPrototypeOf(exports, NAMESPACE) as object;
}

/**
 * Makes the namespace of a module that is no ES module, as Node does: `default` is all that it exports, and its members
 * stand beside it.
 */
export function wrapExports(exports: unknown): object {
  const namespace = toNamespace({});
  const members =
    (typeof exports === 'object' || typeof exports === 'function') && exports !== null
      ? Object.keys(exports)
      : [];
  // In the order of the alphabet, as namespaces have them.
  for (const name of [...new Set([...members, ...WHOLE])].toSorted()) {
    const get = WHOLE.includes(name) ? () => exports : () => memberOf(exports, name);
    Object.defineProperty(namespace, name, { enumerable: true, get });
  }
  return namespace;
}

/** Adds to a namespace what another one has besides, as `export *` does, and keeps the order of the alphabet. */
export function addExports(namespace: object, other: object): void {
  const names = Object.keys(other).filter((name) => name !== 'default' && !Object.hasOwn(namespace, name));
  const added = names.map((name) => [
    name,
    { enumerable: true, configurable: true, get: () => memberOf(other, name) },
  ]);
  const own = Object.entries(Object.getOwnPropertyDescriptors(namespace));
  for (const [name] of own) Reflect.deleteProperty(namespace, name);
  const all = [...own, ...added] as [string, PropertyDescriptor][];
  for (const [name, descriptor] of all.toSorted(([one], [two]) => (one < two ? -1 : 1))) {
    Object.defineProperty(namespace, name, descriptor);
  }
}

const memberOf = (owner: unknown, name: string): unknown => (owner as Record<string, unknown>)[name];

/** Names of all that such a module exports. */
const WHOLE: readonly string[] = ['default', 'module.exports'];

/**
 * What `require` gives of an ES module: its export called `module.exports` if it has one, else its namespace, marked for
 * CommonJS that was compiled from ES modules where it has a default export.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/modules.html#loading-ecmascript-modules-using-require
 */
export function toRequired(namespace: object): unknown {
  if (Object.hasOwn(namespace, 'module.exports'))
    return (namespace as Record<string, unknown>)['module.exports'];
  if (!Object.hasOwn(namespace, 'default')) return namespace;
  const marked = toNamespace({ __esModule: true });
  for (const name of Object.keys(namespace)) {
    Object.defineProperty(marked, name, {
      enumerable: true,
      get: () => memberOf(namespace, name),
    });
  }
  return marked;
}

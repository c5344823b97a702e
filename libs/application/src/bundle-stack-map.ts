const MAP_STACK = Symbol.for('map-stack');

/**
 * What the bundle offers for naming the sources' files and lines in a stack; `undefined` where no bundle runs. The maps are
 * read with the first error.
 */
export function bundleStackMap(global: object = globalThis): ((stack: string) => string) | undefined {
  return (global as { [MAP_STACK]?: (stack: string) => string })[MAP_STACK];
}

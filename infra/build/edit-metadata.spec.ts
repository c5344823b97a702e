import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { SOURCE_EDITS } from './edit-sources.ts';
import { editSource } from './edits/source-edit.ts';

const FILE = 'reflect-metadata/Reflect.js';
const ORIGINAL = readFileSync(`node_modules/${FILE}`, 'utf8');
const EDITED = SOURCE_EDITS.filter(({ file }) => file === FILE).reduce(editSource, ORIGINAL);

/** Metadata before and after another copy of the package, with a store of its own, joins the registry. */
const USE = `
  const [one, two] = [{}, {}];
  const heir = Object.create(Object.create(one));
  class Base {}
  class Derived extends Base { method() {} }
  Reflect.defineMetadata('a', 'base', Base);
  Reflect.defineMetadata('b', undefined, Derived);
  const seen = [];
  const look = () => seen.push(
    [one, two, heir, Base, Derived, Derived.prototype.method, Function.prototype].map((target) => [Reflect.getMetadataKeys(target), Reflect.getMetadata('a', target), Reflect.hasMetadata('a', target), Reflect.getMetadata('a', target, 'p'), Reflect.hasOwnMetadata('a', target, 'p')]),
  );
  Reflect.defineMetadata('a', 1, one);
  Reflect.defineMetadata('a', 2, one, 'p');
  look();
  Reflect.deleteMetadata('a', one, 'p');
  Reflect.defineMetadata('b', 3, Object.create(one));
  look();
  const registry = Reflect[Symbol.for('@reflect-metadata:registry')];
  registry.registerProvider({
    isProviderFor: (target) => target === two,
    OrdinaryDefineOwnMetadata: () => { throw new Error('not here'); },
    OrdinaryHasOwnMetadata: () => true,
    OrdinaryGetOwnMetadata: () => 'of another copy',
    OrdinaryOwnMetadataKeys: () => ['theirs'],
    OrdinaryDeleteMetadata: () => false,
  });
  look();
  Reflect.defineMetadata('c', 4, one);
  look();
  JSON.stringify(seen);
`;

const use = (source: string): string => {
  const context = createContext({});
  runInContext(source, context);
  return runInContext(USE, context) as string;
};

describe('the edited reflect-metadata', () => {
  it('keeps metadata as the original does, before and after another provider registers', () => {
    expect(use(EDITED)).toBe(use(ORIGINAL));
    expect(use(EDITED)).toContain('["a","c"]');
  });
});

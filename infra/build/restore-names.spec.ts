import { describe, expect, it } from '@jest/globals';
import { restoreNames } from './restore-names.ts';

describe('restoreNames', () => {
  it.each(['_Foo', 'Foo2', 'Foo13'])('names a class inside as it is named outside, not %s', (inside) => {
    const text = `var Foo = class ${inside} extends Bar { static of() { return new ${inside}(); } };`;
    expect(restoreNames(text)).toBe('var Foo = class Foo extends Bar { static of() { return new Foo(); } };');
  });

  it('does so where white space was minified', () => {
    expect(restoreNames('let a=1,Foo=class _Foo{}')).toBe('let a=1,Foo=class Foo{}');
  });

  it('leaves members, longer names and others alone', () => {
    const rest = 'this._Foo; _Foot; my_Foo; _Bar; Foo2;';
    expect(restoreNames(`let Foo = class _Foo {}; ${rest}`)).toBe(`let Foo = class Foo {}; ${rest}`);
  });

  it('leaves a text without such a class as it is', () => {
    const text = 'var _Foo = 1; var Bar = class {}; var Baz = class _Other {}; class Foo2 {}';
    expect(restoreNames(text)).toBe(text);
  });
});

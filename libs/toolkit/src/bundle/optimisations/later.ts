/** CommonJS text of a module that stands in for one function, or object, until it is called or asked for a member. */
export const later = (specifier: string): string => `
let loaded;
const load = () => (loaded ??= require('${specifier}'));
module.exports = new Proxy(function () {}, {
  get: (_target, name) => load()[name],
  set: (_target, name, value) => Reflect.set(load(), name, value),
  has: (_target, name) => name in load(),
  apply: (_target, self, args) => Reflect.apply(load(), self, args),
  construct: (_target, args) => Reflect.construct(load(), args),
});
`;

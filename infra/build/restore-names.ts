/** `Foo = class _Foo` or `Foo2`, as esbuild writes a class that a decorator replaces and whose own code refers to it. */
const RENAMED_INSIDE = /\b([A-Za-z$][\w$]*) ?= ?class (_\1|\1\d+)\b/g;

/** Gives classes back the names that esbuild has changed inside them, which logs and stack traces show. */
export function restoreNames(text: string): string {
  const names = new Map(
    [...text.matchAll(RENAMED_INSIDE)].map(([, name = '', inside = '']) => [inside, name]),
  );
  if (names.size === 0) return text;
  const inside = [...names.keys()].map((name) => name.replaceAll('$', '\\$')).join('|');
  return text.replaceAll(
    new RegExp(`(?<![\\w$.])(?:${inside})(?![\\w$])`, 'g'),
    (name) => names.get(name) ?? name,
  );
}

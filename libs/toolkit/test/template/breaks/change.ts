import type { Resource, Template } from '../../../src/template/template.ts';

/** Where something is broken, as `<resource>.<property>.…`, and what stands there then; nothing when it is removed. */
export type Change = readonly [path: string, value?: unknown];

/** What is broken, how, and what is said of it: a text, or what matches one. */
export type Break = readonly [what: string, change: Change, violation: unknown];

/** A copy of a template with something broken. */
export function change(template: Template, [path, value]: Change): Template {
  const changed = structuredClone(template);
  const [id = '', ...names] = path.split('.');
  const last = names.pop();
  if (last === undefined) {
    changed.Resources[id] = value as Resource;
    return changed;
  }
  let at = (changed.Resources[id]?.Properties ?? {}) as Record<string, unknown>;
  for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return changed;
}

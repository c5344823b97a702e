import type { Component } from './read-components.ts';

/** A table of packages and licences, for people. */
export function renderLicences(components: readonly Component[]): string {
  const counts = new Map<string, number>();
  for (const { licence } of components) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const summary = [...counts].toSorted(([, one], [, other]) => other - one);
  return [
    '# Licences of what is deployed\n',
    summary.map(([licence, count]) => `${count} × ${licence}`).join(', ') + '\n',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...components.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n');
}

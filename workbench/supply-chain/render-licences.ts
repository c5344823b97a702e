import type { Component } from './read-components.ts';

/** A table of packages and licences, for people; and what is inside the files of some, whose notices are shipped with them. */
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
    ...components.flatMap(renderInside),
  ].join('\n');
}

function renderInside({ name, version, inside }: Component): readonly string[] {
  if (inside.length === 0) return [];
  return [
    `## Inside ${name} ${version}\n`,
    'Bundled by its authors; the notices they pass on are in the file `licenses.txt` of the docs.\n',
    `${inside.join(', ')}\n`,
  ];
}

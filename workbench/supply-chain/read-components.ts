import type { Part, Sbom } from './keep-shipped.ts';

/** One package of others, as an SBOM names it; and the packages inside its files, `name@version` where that is known. */
export type Component = Readonly<{
  name: string;
  version: string;
  licence: string;
  inside: readonly string[];
}>;

/** The packages of a CycloneDX document, by name. */
export function readComponents({ components }: Pick<Sbom, 'components'>): readonly Component[] {
  return components
    .map(({ name, version = '', licenses = [], components: parts = [] }) => {
      const said = licenses.map(
        ({ license, expression }) => expression ?? license?.id ?? license?.name ?? '',
      );
      return { name, version, licence: said.join(' AND '), inside: parts.map(nameOf) };
    })
    .toSorted(
      (one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version),
    );
}

function nameOf({ name, version }: Part): string {
  return version === undefined ? name : `${name}@${version}`;
}

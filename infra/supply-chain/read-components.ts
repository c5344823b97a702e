import type { Sbom } from './keep-production.ts';

/** One package of somebody else, as an SBOM names it. */
export type Component = Readonly<{ name: string; version: string; licence: string }>;

/** Licences that a package names in a form npm does not read, as they stand in the package itself. */
const STATED: Readonly<Record<string, string>> = {
  // They say `licenses`, the form of 2012.
  'busboy@1.6.0': 'MIT',
  'limiter@1.1.5': 'MIT',
  'streamsearch@1.1.0': 'MIT',
};

/** The packages of a CycloneDX document, by name. */
export function readComponents({ components }: Pick<Sbom, 'components'>): readonly Component[] {
  return components
    .map(({ name, version, licenses = [] }) => {
      const said = licenses.map(
        ({ license, expression }) => expression ?? license?.id ?? license?.name ?? '',
      );
      return { name, version, licence: said.join(' AND ') || (STATED[`${name}@${version}`] ?? '') };
    })
    .toSorted(
      (one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version),
    );
}

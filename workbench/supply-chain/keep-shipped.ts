import type { ShippedPackage } from './find-packages.ts';
import type { Embedded } from './list-embedded.ts';

type Licence = { license?: { id?: string; name?: string }; expression?: string };

/** A part of a CycloneDX document, as far as it is read and written here. */
export type Part = {
  'bom-ref'?: string;
  type?: string;
  name: string;
  version?: string;
  purl?: string;
  scope?: string;
  properties?: { name: string; value: string }[];
  licenses?: Licence[];
  /** What is inside it. */
  components?: Part[];
};

export type Sbom = {
  metadata?: { component?: { name: string } };
  components: Part[];
  dependencies?: { ref: string; dependsOn?: string[] }[];
};

/** Said by npm of what development alone needs; of what is shipped it is not so. */
const DEVELOPMENT = 'cdx:npm:package:development';

/**
 * Takes out of a CycloneDX document of everything that is installed what is not shipped, and adds what shipped files have
 * inside.
 *
 * @param embedded packages inside the files of a package, by its name
 * @throws Error for a shipped package that the document does not have
 */
export function keepShipped(
  sbom: Sbom,
  shipped: readonly ShippedPackage[],
  embedded: ReadonlyMap<string, readonly Embedded[]>,
): Sbom {
  const wanted = new Map(shipped.map((one) => [keyOf(one), one]));
  const components = sbom.components.flatMap((part) => {
    const found = wanted.get(keyOf(part));
    return found ? [complete(part, found, embedded.get(part.name) ?? [])] : [];
  });
  const missing = [...wanted.keys()].filter((key) => !components.some((part) => keyOf(part) === key));
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(', ')} is in the zip and not in package-lock.json. Run npm ci and try again.`,
    );
  }
  const kept = new Set([rootOf(sbom), ...components.map((part) => part['bom-ref'])]);
  const dependencies = (sbom.dependencies ?? [])
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  return { ...sbom, components, dependencies };
}

function complete(part: Part, { licence }: ShippedPackage, inside: readonly Embedded[]): Part {
  const { licenses = [], properties = [], ...rest } = part;
  const said = licenses.length > 0 || licence === '' ? licenses : [{ license: { name: licence } }];
  return {
    ...rest,
    scope: 'required',
    properties: properties.filter(({ name }) => name !== DEVELOPMENT),
    ...(said.length > 0 && { licenses: said }),
    ...(inside.length > 0 && { components: inside.map((one) => toPart(one, part)) }),
  };
}

function toPart({ name, version }: Embedded, parent: Part): Part {
  const suffix = version === undefined ? '' : `@${version}`;
  return {
    'bom-ref': `${parent['bom-ref'] ?? parent.name}|${name}${suffix}`,
    type: 'library',
    name,
    ...(version !== undefined && { version }),
    purl: `pkg:npm/${name.replace('@', '%40')}${suffix}`,
  };
}

function keyOf({ name, version = '' }: Pick<Part, 'name' | 'version'>): string {
  return `${name}@${version}`;
}

function rootOf({ metadata }: Sbom): string | undefined {
  return (metadata?.component as Part | undefined)?.['bom-ref'];
}

type Licence = { license?: { id?: string; name?: string }; expression?: string };

/** The parts of a CycloneDX document that are read here. */
export type Sbom = {
  metadata?: { component?: { name: string } };
  components: { 'bom-ref'?: string; name: string; version: string; licenses?: Licence[] }[];
  dependencies?: { ref: string; dependsOn?: string[] }[];
};

export type Lock = {
  name?: string;
  packages: Record<string, { name?: string; version?: string; dev?: boolean; devOptional?: boolean }>;
};

/**
 * Takes packages out that only development needs. `npm sbom --omit=dev` also drops what development shares with
 * production, `@nestjs/common` among it (npm 11.19).
 */
export function keepProduction(sbom: Sbom, { packages }: Lock): Sbom {
  const kept = new Set(
    Object.entries(packages)
      .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
      .map(([path, { name, version }]) => {
        return `${name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`;
      }),
  );
  const components = sbom.components.filter(({ name, version }) => kept.has(`${name}@${version}`));
  const gone = new Set(
    sbom.components
      .filter((component) => !components.includes(component))
      .map((component) => component['bom-ref'] ?? ''),
  );
  const dependencies = (sbom.dependencies ?? [])
    .filter(({ ref }) => !gone.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => !gone.has(other)) }));
  return { ...sbom, components, dependencies };
}

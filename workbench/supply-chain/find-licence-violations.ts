import type { Component } from './read-components.ts';

/** Licences under which a deployed bundle may be given on with a notice. */
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  // As the manifest of deep-freeze says it.
  'public domain',
]);

/** Says of each package with another licence, or none, what to do about it. */
export function findLicenceViolations(components: readonly Component[]): readonly string[] {
  return components
    .filter(({ licence }) => !isPermissive(licence))
    .map(
      ({ name, version, licence }) =>
        `${name}@${version} has the licence ${licence || 'none'}. Replace it, or add the licence to find-licence-violations.ts after reading it.`,
    );
}

/** Of alternatives one must fit, of licences that hold together each. */
function isPermissive(licence: string): boolean {
  const text = licence.replaceAll(/[()]/g, '');
  return text
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => PERMISSIVE.has(name.trim())));
}

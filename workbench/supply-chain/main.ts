/** `npm run sbom`: writes what is deployed of others' work, as CycloneDX and as a list of licences. */
import { mkdir, writeFile } from 'node:fs/promises';
import { findLicenceViolations } from './find-licence-violations.ts';
import { readComponents } from './read-components.ts';
import { renderLicences } from './render-licences.ts';
import { runSbom } from './run-sbom.ts';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';

showHelp(`npm run sbom

Builds every function of apps and writes what of others' work is in the zips: dist/sbom.cdx.json (CycloneDX) and
dist/licences.md. Ends with 1 at a licence that is not permissive.`);

const sbom = await runSbom();
const components = readComponents(sbom);
await mkdir('dist', { recursive: true });
await writeFile('dist/sbom.cdx.json', JSON.stringify(sbom, null, 2));
await writeFile('dist/licences.md', renderLicences(components));
const inside = components.flatMap((component) => component.inside).length;
console.log(
  `${components.length} packages, and ${inside} inside their files: dist/sbom.cdx.json and dist/licences.md`,
);
const violations = findLicenceViolations(components);
for (const violation of violations) console.error(violation);
process.exitCode = violations.length > 0 ? 1 : 0;

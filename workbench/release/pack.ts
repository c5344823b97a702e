/** `npm run pack -- --help`. */
import { statSync } from 'node:fs';
import { showHelp } from '../../libs/toolkit/src/show-help.ts';
import { packPackages } from './pack-packages.ts';

showHelp(`npm run pack

Packs every package of libs as it would be published, into dist/packages: compiled, with its types, README and licence.
npm install ./dist/packages/<archive> puts one into another project. Nothing is published.`);

for (const archive of await packPackages())
  console.log(`${archive}  ${Math.ceil(statSync(archive).size / 1024)} KiB`);

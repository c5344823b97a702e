// Plain JavaScript, so that an older Node can read far enough to be told.
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  console.error(
    `This needs Node 24 or later, and runs on ${process.versions.node}.\n` +
      'On Linux `npm ci` brings it (unless optional packages were left out); elsewhere install the version in .node-version.',
  );
  process.exit(1);
}

// npm leaves them out where NODE_ENV is production.
if (!existsSync(new URL('../../../node_modules/esbuild', import.meta.url))) {
  console.error(
    'The packages that build and test are not installed' +
      `${process.env['NODE_ENV'] === 'production' ? ', because NODE_ENV is production' : ''}.\n` +
      'Run `npm ci --include=dev`.',
  );
  process.exit(1);
}

// Plain JavaScript, so that an older Node can read far enough to be told.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  console.error(
    `This needs Node 24 or later, and runs on ${process.versions.node}.\n` +
      'On Linux `npm ci` brings it (unless optional packages were left out); elsewhere install the version in .node-version.',
  );
  process.exit(1);
}

// Loads every entry of every package as a project of today imports it, and as one of CommonJS requires it.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Entries that are no modules to load here, and why. */
const LEFT_OUT = new Map([
  ['@lambda-nest/local/proofs', 'declares tests: Jest loads it'],
  ['@lambda-nest/toolkit/prepare-docs', 'a program'],
]);

/** What is exported otherwise when it is required, in a sentence; `undefined` when nothing is. */
async function findDifference(name) {
  try {
    const required = require(name);
    const imported = await import(name);
    // Of what is CommonJS itself, Node gives all under two names besides: https://nodejs.org/docs/latest-v24.x/api/esm.html#commonjs-namespaces
    const all = (key) => key === 'module.exports' && imported[key] === required;
    const missing = Object.keys(imported).filter(
      (key) => key !== 'default' && !all(key) && required[key] !== imported[key],
    );
    return missing.length > 0 ? `${name} is another when it is required: ${missing.join(', ')}` : undefined;
  } catch (error) {
    return `${name}: ${error.stack}`;
  }
}

async function main() {
  const scope = join(__dirname, 'node_modules/@lambda-nest');
  const names = readdirSync(scope).flatMap((room) => {
    const manifest = JSON.parse(readFileSync(join(scope, room, 'package.json'), 'utf8'));
    return Object.keys(manifest.exports)
      .filter((entry) => entry !== './package.json')
      .map((entry) => join(manifest.name, entry));
  });
  const differences = [];
  for (const name of names.filter((one) => !LEFT_OUT.has(one))) differences.push(await findDifference(name));
  const found = differences.filter((difference) => difference !== undefined);
  console.log([`${differences.length} entries, imported and required`, ...found].join('\n'));
  // Some keep a connection or a timer for later.
  process.exit(found.length > 0 ? 1 : 0);
}

void main();

/**
 * One set of parameters for each file of this folder, by its stage: adding `<stage>.yml` is all that a stage needs. A file
 * of comments alone is null to osls.
 */
const { readdirSync } = require('node:fs');
const { basename } = require('node:path');

const stages = readdirSync(__dirname)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => basename(name, '.yml'));

module.exports = Object.fromEntries(
  stages.map((stage) => [stage, `\${file(infra/parameters/${stage}.yml), null}`]),
);

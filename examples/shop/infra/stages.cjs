/** The parameters of each stage: `parameters/<stage>.yml`, over `parameters/default.yml`, over those of the stack. */
const { join } = require('node:path');
const { readStages } = require('@lambda-nest/toolkit/stack');

module.exports = readStages(join(__dirname, 'parameters'));

'use strict';
/** DynamoDB. */
module.exports = require('dynalite');

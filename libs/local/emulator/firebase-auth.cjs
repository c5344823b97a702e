'use strict';
/** The parts of the Firebase Auth emulator that src/identity/load-emulator.ts puts together. */
module.exports = {
  logger: require('firebase-tools/lib/logger').logger,
  jsonwebtoken: require('jsonwebtoken'),
  operations: require('firebase-tools/lib/emulator/auth/operations').authOperations,
  state: require('firebase-tools/lib/emulator/auth/state').ProjectState,
  assert: require('firebase-tools/lib/emulator/auth/errors').assert,
  spec: require('firebase-tools/lib/emulator/auth/apiSpec').default,
  createApp: require('firebase-tools/lib/emulator/auth/server').createApp,
};

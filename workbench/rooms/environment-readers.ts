/**
 * Files of libraries, programs' `main.ts` aside, that use the environment of the process, each with the reason. A library takes
 * variables as an option; a program may read its own.
 */
export const ENVIRONMENT_READERS: Readonly<Record<string, string>> = {
  'libs/application/src/own-environment.ts':
    'The default of the option environment, for entries of applications, which are programs.',
  'libs/identity/src/load-accounts.ts':
    'firebase-admin takes the address of the emulator, and the project of application default credentials, from there alone.',
  'libs/local/src/cloud/lambda/sandbox/preload/provide-modules.mjs': 'Part of the program in the sandbox.',
  'libs/local/src/cloud/lambda/sandbox/preload/provide-rapid-client.mjs':
    'Part of the program in the sandbox.',
  'libs/local/src/function/runtime.ts': 'The program that is the runtime of a local function.',
  'libs/local/src/identity/install-packages.ts': 'Run by itself it is a program.',
  'libs/local/src/proofs/start-user-pool.ts':
    'Leads clients that the application makes to a stand-in: the SDK takes the address from there alone.',
  'libs/toolkit/src/access/explain.ts': 'The program of npm run access:explain.',
  'libs/toolkit/src/build/code-cache/managed-runtime.ts': 'Hands PATH on to the processes that it describes.',
  'libs/toolkit/src/openapi/lint-document.ts': 'Hands everything on to the process of Redocly.',
  'libs/toolkit/src/release/check/handler.ts': 'The program of the function that checks a version.',
  'libs/toolkit/src/release/stage-command.ts': 'The entry of the programs that release.',
  'libs/toolkit/src/serverless/stack.plugin.ts': 'The entry that osls calls.',
  'libs/toolkit/src/users/open-accounts.ts':
    'firebase-admin takes the project that pays for requests of people from there alone.',
};

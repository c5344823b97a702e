#!/usr/bin/env node
/** `lambda-nest-local start|cloud|invoke|token`: the laptop cloud, for the scripts of a project's package.json. */
const PROGRAMS: Readonly<Record<string, () => Promise<unknown>>> = {
  start: () => import('./main.ts'),
  cloud: () => import('./cloud/main.ts'),
  invoke: () => import('./invoke/main.ts'),
  token: () => import('./token/main.ts'),
};

const [name = ''] = process.argv.splice(2, 1);
const program = PROGRAMS[name];
if (program) await program();
else {
  console.error(
    `lambda-nest-local has no program ${JSON.stringify(name)}. It has: ${Object.keys(PROGRAMS).join(', ')}.`,
  );
  process.exitCode = 1;
}

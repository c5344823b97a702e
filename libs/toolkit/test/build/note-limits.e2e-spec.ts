import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBuild } from '../../src/build/build-function.ts';
import { LIMITS } from '../../src/build/limits-of-lambda.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'limits-')));
  write('package.json', '{ "type": "module" }');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function installPackage(name: string, text: string): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module' }));
  write(`node_modules/${name}/index.js`, text);
}

async function notesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) write(path, text);
  const build = createBuild({ entry: join(root, 'src/entry.ts'), root });
  return (await build({ folder: join(root, 'dist') })).notes;
}

const TIMERS =
  'Lambda freezes a function between requests, so its timers do not fire: have a schedule of EventBridge call the code.';

describe('a build', () => {
  it('says in one sentence what cannot work on Lambda, which file uses it, and what to do', async () => {
    installPackage(
      '@nestjs/schedule',
      'export const Cron = () => () => {}; export const ScheduleModule = class {};',
    );
    const notes = await notesOf({
      'src/jobs.ts': `import { Cron } from '@nestjs/schedule'; export class Jobs { @Cron('* * * * *') run(): void {} }`,
      'src/entry.ts': `import { ScheduleModule } from '@nestjs/schedule'; import { Jobs } from './jobs.ts'; export const handler = async () => [ScheduleModule, Jobs];`,
    });
    expect(notes).toEqual([`src/entry.ts uses ScheduleModule of @nestjs/schedule. ${TIMERS}`]);
  });

  it.each([
    ['newrelic', `import 'newrelic';`],
    ['dd-trace', `import 'dd-trace/init';`],
    ['elastic-apm-node', `import apm from 'elastic-apm-node'; apm();`],
  ])('says so of an import of %s, whatever is used of it', async (name, text) => {
    installPackage(name, 'export default () => {};');
    write(`node_modules/${name}/init`, '');
    const sentence =
      'An agent measures packages that it changes as Node loads them, and Node loads none from a bundle: ' +
      'record spans by the API of OpenTelemetry, as with @lambda-nest/telemetry.';
    const entry = `${text} export const handler = async () => 1;`;
    expect(await notesOf({ 'src/entry.ts': entry })).toEqual([`src/entry.ts uses ${name}. ${sentence}`]);
  });

  it('says so of a view engine that Express finds by its name, and not of one that is registered', async () => {
    const named = `export const handler = async (app: any) => app.setViewEngine('hbs');`;
    expect(await notesOf({ 'src/entry.ts': named })).toEqual([
      'src/entry.ts uses setViewEngine(). Express finds its view engine by a name, by which a bundle has no package: ' +
        "import the engine and register it, app.engine('hbs', hbs.__express).",
    ]);
    const registered = {
      'src/views.ts': `export const register = (app: any, engine: unknown) => app.engine('hbs', engine);`,
      'src/entry.ts': `import { register } from './views.ts'; export const handler = async (app: any) => [register, app.setViewEngine('hbs')];`,
    };
    expect(await notesOf(registered)).toEqual([]);
  });

  it.each(LIMITS.flatMap((limit) => limit.exports.map((name) => ({ ...limit, name }))))(
    'says so of $name of $package',
    async ({ package: from, name, sentence }) => {
      installPackage(
        from,
        name === 'default' ? 'export default () => {};' : `export const ${name} = () => {};`,
      );
      const notes = await notesOf({
        'src/entry.ts': `import { ${name} as used } from '${from}'; export const handler = async () => used();`,
      });
      const what = name === 'default' ? from : `${name} of ${from}`;
      expect(notes).toEqual([`src/entry.ts uses ${what}. ${sentence}`]);
    },
  );

  it.each([
    [
      'a namespace',
      `import * as schedule from '@nestjs/schedule'; export const handler = async () => schedule.Cron();`,
    ],
    ['a re-export', `export { Cron } from '@nestjs/schedule'; export const handler = async () => 1;`],
  ])('says so where it is used through %s', async (_how, text) => {
    installPackage('@nestjs/schedule', 'export const Cron = () => {};');
    expect(await notesOf({ 'src/entry.ts': text })).toEqual([
      `src/entry.ts uses Cron of @nestjs/schedule. ${TIMERS}`,
    ]);
  });

  it.each([
    ["import.meta.dirname + '/**/*.entity{.ts,.js}'", '/**/*.entity{.ts,.js}'],
    ["'dist/**/*.entity.js'", 'dist/**/*.entity.js'],
    ['`${import.meta.dirname}/subscribers/*.{js,ts}`', '/subscribers/*.{js,ts}'],
  ])('says so of modules that are named by a pattern, %s', async (text, pattern) => {
    expect(
      await notesOf({ 'src/entry.ts': `export const handler = async () => ({ entities: [${text}] });` }),
    ).toEqual([
      `src/entry.ts uses the pattern ${pattern}. In a bundle modules are no files that a pattern finds: import the classes and list them, or have Nest collect them (autoLoadEntities).`,
    ]);
  });

  it('says nothing of a pattern of other files', async () => {
    const text = `export const handler = async () => ['views/*.njk', 'a * b.js', '*/5 * * * *', 'v1/{*path}'];`;
    expect(await notesOf({ 'src/entry.ts': text })).toEqual([]);
  });

  it.each(['connectMicroservice', 'startAllMicroservices', 'createMicroservice'])(
    'says so of %s(), which no package exports',
    async (method) => {
      const [note, ...others] = await notesOf({
        'src/entry.ts': `export const handler = async (app: Record<string, () => void>) => app.${method}?.();`,
      });
      expect(note).toMatch(
        new RegExp(
          `^src/entry\\.ts uses ${method}\\(\\)\\. A function listens to nothing between requests, .* invoke a function\\.$`,
        ),
      );
      expect(others).toEqual([]);
    },
  );

  it('says nothing of a package that offers it where the application does not use it', async () => {
    installPackage(
      '@nestjs/schedule',
      'export const Cron = () => {}; export const CronExpression = { DAILY: 1 };',
    );
    installPackage('jobs', `import { Cron } from '@nestjs/schedule'; export const jobs = Cron;`);
    const notes = await notesOf({
      'src/entry.ts': `import { CronExpression } from '@nestjs/schedule'; import { jobs } from 'jobs'; export const handler = async () => [CronExpression, jobs];`,
    });
    expect(notes).toEqual([]);
  });
});

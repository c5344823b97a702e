import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildBundle, callBundle } from './run-bundle.ts';
import { buildHttpApiEvent } from '@lambda-nest/testing';

/** Everything that Nest runs for a module or a request, telling its name; see `steps` in the responses. */
const SOURCE = `import 'reflect-metadata';
import {
  Catch, Controller, Get, Injectable, Module, Param, Query, UseFilters, UseGuards, UseInterceptors, UsePipes,
} from '@nestjs/common';
import { Public } from '@lambda-nest/access';
import { createApp, createLambda } from '@lambda-nest/application';
import { AppModule } from '../../apps/api/src/app.module.ts';

const started: string[] = [];
let steps: string[] = [];
const guard = (name: string) => ({ canActivate: () => !!steps.push('guard of ' + name) });
const pipe = (name: string) => ({ transform: (value: unknown) => (steps.push('pipe of ' + name), value) });
const interceptor = (name: string) => ({
  intercept: (_: unknown, next: { handle(): unknown }) => (steps.push('interceptor of ' + name), next.handle()),
});
@Injectable() class InjectedGuard { canActivate() { return !!steps.push('injected guard'); } }

class Told {
  async onModuleInit() { await null; started.push(this.constructor.name + ' made'); }
  async onApplicationBootstrap() { await null; started.push(this.constructor.name + ' up'); }
}
@Injectable() class Service extends Told {}
@Injectable() class Quiet { readonly value = 1; }
@Catch() class Filter { catch(_: unknown, host: { switchToHttp(): { getResponse(): { json(body: object): void } } }) {
  host.switchToHttp().getResponse().json({ steps: [...steps, 'filter'] });
} }

class Base extends Told {
  @Public() @UseGuards(guard('inherited method')) @Get('inherited') inherited() { return { steps }; }
}

@UseGuards(guard('class')) @UseInterceptors(interceptor('class'))
@Controller('steps')
class Steps extends Base {
  readonly quiet: Quiet;
  constructor(quiet: Quiet) { super(); this.quiet = quiet; }
  get accessor(): never { throw new Error('An accessor ran.'); }

  @Public() @UseGuards(InjectedGuard, guard('method')) @UseInterceptors(interceptor('method')) @UsePipes(pipe('method'))
  @Get('of/:id') one(@Param('id', pipe('parameter')) id: string, @Query('q') q?: string) { return { id, q, steps }; }

  @Public() @UseFilters(Filter) @Get(['fails', 'fails/too']) fails() { throw new Error('on purpose'); }
  @Public() @Get('started') started() { return { started }; }
}

@Module({ controllers: [Steps], providers: [Service, Quiet, { provide: 'frozen', useValue: Object.freeze({}) }] })
class Inner extends Told {}
@Module({ imports: [AppModule, Inner] })
class Outer {}

const serve = createLambda(await createApp(Outer));
export const handler = (event: unknown, context: never) => { steps = []; return serve(event, context); };
`;

let folder: string;
let responses: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  // Inside the repository, for the entry imports packages.
  mkdirSync('dist', { recursive: true });
  folder = resolve(mkdtempSync('dist/edited-nest-'));
  const [entry, out] = [join(folder, 'lambda.ts'), join(folder, 'out')];
  writeFileSync(entry, SOURCE);
  await buildBundle(entry, out);
  const paths = ['/steps/started', '/steps/inherited', '/steps/fails', '/steps/fails/too', '/steps/of/7?q=x'];
  const { responses: given } = await callBundle(
    out,
    paths.map((path) => buildHttpApiEvent({ path })),
  );
  responses = Object.fromEntries(given.map(({ body }, index) => [paths[index], JSON.parse(body) as unknown]));
}, 90_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('Nest as it is in the bundle', () => {
  it('calls the hooks of providers, controllers and modules, and waits for them', () => {
    expect(responses['/steps/started']).toEqual({
      started: ['Service made', 'Steps made', 'Inner made', 'Service up', 'Steps up', 'Inner up'],
    });
  });

  it('runs the guards, interceptors and pipes of class, method and parameter', () => {
    expect(responses['/steps/of/7?q=x']).toEqual({
      id: '7',
      q: 'x',
      steps: [
        'guard of class',
        'injected guard',
        'guard of method',
        'interceptor of class',
        'interceptor of method',
        'pipe of method',
        'pipe of method',
        'pipe of parameter',
      ],
    });
  });

  it('runs those of a method that is inherited', () => {
    expect(responses['/steps/inherited']).toEqual({
      steps: ['guard of class', 'guard of inherited method', 'interceptor of class'],
    });
  });

  it.each(['/steps/fails', '/steps/fails/too'])(
    'runs the filter of a method, at each of its paths: %s',
    (path) => {
      expect(responses[path]).toEqual({ steps: ['guard of class', 'interceptor of class', 'filter'] });
    },
  );
});

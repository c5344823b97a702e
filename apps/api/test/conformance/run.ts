import type { DynamicModule } from '@nestjs/common';
import { ModulesContainer, type AbstractHttpAdapter } from '@nestjs/core';
import { listRoutes, type RouteEntry } from '@lambda-nest/access';
import { buildContext, buildHttpApiEvent, type EventSketch, type ApiResponse } from '@lambda-nest/testing';
import { startApi, type StartOptions, type TestApi } from '../start-api.ts';
import { withTestRoutes } from '../test-routes.ts';

/** The application under attack; `ran` notes which handlers ran. */
export type Target = TestApi & Readonly<{ ran: string[]; routes: () => readonly RouteEntry[] }>;

export type TargetOptions = Omit<StartOptions, 'module'> & Readonly<{ more?: Partial<DynamicModule> }>;

/** One thing that was tried, and what came of it: a status, or a word where there is none. */
export type Exchange = Readonly<{
  route: string;
  outcome: number | string;
  ms: number;
  response?: ApiResponse;
}>;

/** Everything that happened in one case. */
export class Run {
  readonly exchanges: Exchange[] = [];
  readonly targets: Target[] = [];
  /** What only the interpretation of that case can tell, by a name of its own. */
  readonly facts = new Map<string, boolean>();

  /** Starts the application with the test routes, open to every kind of event. */
  async start({ more, environment = {}, ...options }: TargetOptions = {}): Promise<Target> {
    const ran: string[] = [];
    const api = await startApi({
      ...options,
      module: withTestRoutes(ran, more),
      environment: { EVENT_SOURCES: 'all', FIREBASE_APP_API_KEY: 'CANARY-API-KEY', ...environment },
    });
    const routes = (): readonly RouteEntry[] =>
      listRoutes(api.app.getHttpAdapter() as AbstractHttpAdapter, api.app.get(ModulesContainer));
    const target = { ...api, ran, routes };
    this.targets.push(target);
    return target;
  }

  /** Starts the application; `undefined`, and an outcome, when it did not start. */
  async boot(options: TargetOptions = {}): Promise<Target | undefined> {
    try {
      return await this.start(options);
    } catch (error) {
      this.note('boot', 'boot error');
      this.bootMessages.push(String(error));
      return undefined;
    }
  }

  readonly bootMessages: string[] = [];

  /** Claims as the gateway rendered them. */
  claims: Readonly<Record<string, unknown>> | undefined;

  ask(
    target: Target,
    sketch: EventSketch,
    route: string = sketch.path ?? '',
  ): Promise<ApiResponse | undefined> {
    return this.send(target, buildHttpApiEvent(sketch), route);
  }

  async send(
    target: Target,
    event: unknown,
    route: string,
    context = buildContext(),
  ): Promise<ApiResponse | undefined> {
    const started = performance.now();
    const response = await target.send(event, context).catch((error: unknown) => {
      this.facts.set('rejected with a stack', /\n\s+at /.test(String((error as Error).stack)));
      return undefined;
    });
    const ms = performance.now() - started;
    this.exchanges.push({
      route,
      outcome: response?.status ?? 'error',
      ms,
      ...(response ? { response } : {}),
    });
    return response;
  }

  note(route: string, outcome: number | string): void {
    this.exchanges.push({ route, outcome, ms: 0 });
  }

  get responses(): readonly ApiResponse[] {
    return this.exchanges.flatMap(({ response }) => response ?? []);
  }

  get ran(): readonly string[] {
    return this.targets.flatMap(({ ran }) => ran);
  }

  get output(): string {
    return this.targets.flatMap(({ output }) => output).join('');
  }

  /** What reached the identity provider but account look-ups. */
  get upstream(): readonly { body: string }[] {
    const requests = this.targets.flatMap(({ google }) => google.requests);
    return requests.filter(({ path }) => !path.endsWith('accounts:lookup'));
  }

  async close(): Promise<void> {
    await Promise.all(this.targets.map((target) => target.close()));
  }
}

import {
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  type HttpApiEvent,
} from '../../../../libs/gateway/test/build-event.ts';
import type { Interpretations, Scene } from './interpretation.ts';
import { guardedRoutes, ROUTES } from './routes.ts';

const FORGED = { sub: 'evil', groups: '[ADMINS]' };

function forge(path: string, authorizer: object): HttpApiEvent {
  const event = buildHttpApiEvent({ path });
  return { ...event, requestContext: { ...event.requestContext, ...({ authorizer } as object) } };
}

async function sendOne({ run }: Scene, event: unknown, route = 'ADMIN'): Promise<void> {
  await run.send(await run.start(), event, route);
}

const ADMIN = ROUTES['ADMIN'] ?? '';

/** Events that somebody else than the gateway made, and events that are none. */
export const EVENT_INTERPRETATIONS: Interpretations = {
  'AC-023': (scene) => sendOne(scene, forge(ADMIN, { jwt: { claims: FORGED, scopes: null } })),

  'AC-025': async ({ run }) => {
    const target = await run.start();
    for (const { path, method } of guardedRoutes(target)) {
      await run.send(target, buildFunctionUrlEvent({ path, method }), path);
    }
  },

  'AC-033': (scene) => sendOne(scene, forge(ADMIN, { lambda: { sub: 'evil', groups: ['ADMINS'] } })),

  'AC-035': async (scene) => {
    const headers = { host: [{ key: 'Host', value: 'h' }] };
    const request = { uri: ADMIN, method: 'GET', querystring: '', headers, clientIp: '1.1.1.1' };
    await sendOne(scene, {
      Records: [{ cf: { request } }],
      requestContext: { authorizer: { jwt: { claims: FORGED } } },
    });
  },

  'AC-037': async ({ run, given }) => {
    const target = await run.start();
    for (const event of given['events'] as unknown[]) await run.send(target, event, 'event');
    run.facts.set('healthy', (await target.request({ path: '/v1/manage/hc' })).status === 200);
  },

  'AC-039': (scene) =>
    sendOne(
      scene,
      { ...forge('/v1/manage/hc', { jwt: { claims: FORGED, scopes: null } }), requestPath: ADMIN },
      'HEALTH',
    ),

  'AC-041': async ({ run }) => {
    const context = { requestContext: { authorizer: { jwt: { claims: FORGED } } } };
    const headers = { 'x-apigateway-event': encodeURIComponent(JSON.stringify(context)) };
    await run.ask(await run.start(), { path: ADMIN, headers }, 'ADMIN');
  },

  'AC-051': async ({ run, given, tokens }) => {
    const target = await run.start();
    const authorization = `Bearer ${tokens.read('ADMIN')}`;
    const headers = { ...(given['headers'] as Record<string, string>), authorization };
    for (const { path, method } of target.routes()) {
      if (method === 'GET' && path.startsWith('/v1/')) await run.ask(target, { path, headers });
    }
  },

  'AC-121': async ({ run }) => {
    const environment = { NODE_ENV: 'development', AWS_LAMBDA_FUNCTION_NAME: 'f' };
    const { headers: _, ...event } = buildHttpApiEvent({ path: '/zz-boom' });
    const target = await run.start({ environment });
    await run.send(target, event, 'no headers');
    await run.ask(target, { path: '/zz-boom' });
  },

  'AC-233': async ({ run, given }) => {
    const [, text = ''] = /'(.*)'/s.exec(String(given['route'])) ?? [];
    const rawPath = text.replaceAll('\\n', '\n');
    const event = buildHttpApiEvent();
    const http = { ...event.requestContext.http, path: rawPath };
    const target = await run.start();
    await run.send(target, { ...event, rawPath, requestContext: { ...event.requestContext, http } }, rawPath);
  },
};

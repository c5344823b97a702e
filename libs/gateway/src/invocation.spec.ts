import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { mountApp } from '../test/mount-app.ts';
import { buildHttpApiEvent } from '@lambda-nest/testing';
import { currentInvocation, startRun, whenSent, type Run } from './invocation.ts';

describe('whenSent', () => {
  it('has nothing to wait for outside of an invocation', () => {
    expect(whenSent(() => expect(true).toBe(false))).toBe(false);
    expect(currentInvocation()).toBeUndefined();
  });

  it('calls back, once a request, with the status of what is sent', async () => {
    const statuses: [string, number][] = [];
    const { call } = mountApp((app) => {
      app.use((request, _response, next) => {
        whenSent((status) => void statuses.push([`first ${request.path}`, status]));
        whenSent((status) => void statuses.push([`second ${request.path}`, status]));
        next();
      });
      app.get('/small', (_request, response) => void response.status(202).send('ok'));
      app.get('/large', (_request, response) => void response.send('x'.repeat(7_000_000)));
    });
    const results = [
      await call(buildHttpApiEvent({ path: '/small' })),
      await call(buildHttpApiEvent({ path: '/large' })),
    ];
    expect(results.map(({ statusCode }) => statusCode)).toEqual([202, 500]);
    expect(statuses).toEqual([
      ['first /small', 202],
      ['second /small', 202],
      ['first /large', 500],
      ['second /large', 500],
    ]);
  });

  it('belongs to the invocation that it was called in, however many overlap', async () => {
    const runs = [{} as Run, {} as Run];
    await Promise.all(
      runs.map((run, index) =>
        startRun(run, async () => {
          await turn();
          for (let count = 0; count <= index; count += 1) expect(whenSent(() => {})).toBe(true);
        }),
      ),
    );
    expect(runs.map(({ onSent }) => onSent?.length)).toEqual([1, 2]);
  });
});

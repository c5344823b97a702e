import { describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';
import { isKnown, knowLayers, layersOf, unknownLayers, watchLayers } from './layers.ts';

function first(): void {}
function second(): void {}
function third(): void {}

const watched = (before: (server: express.Express) => void = () => {}): AbstractHttpAdapter => {
  const server = express();
  before(server);
  const adapter = new ExpressAdapter(server) as unknown as AbstractHttpAdapter;
  watchLayers(adapter);
  return adapter;
};
/** Names of functions alone: the adapter brings a layer of its own. */
const namesOf = (layers: ReturnType<typeof layersOf>): readonly string[] =>
  layers.map(({ handle }) => handle.name).filter((name) => name !== '<anonymous>' && name !== '');

describe('the layers of an adapter', () => {
  it('are none before Express has a router', () => {
    expect(layersOf({ getInstance: () => ({}) } as AbstractHttpAdapter)).toEqual([]);
  });

  it('are known when they were there before it was watched', () => {
    const adapter = watched((server) => server.use(first));
    adapter.use(second);
    expect(namesOf(layersOf(adapter))).toEqual(['first', 'second']);
    expect(namesOf(unknownLayers(adapter))).toEqual(['second']);
    expect(layersOf(adapter).map(isKnown)).toEqual([true, true, false]);
  });

  it('stay unknown when it is watched once more', () => {
    const adapter = watched();
    adapter.use(first);
    watchLayers(adapter);
    expect(namesOf(unknownLayers(adapter))).toEqual(['first']);
  });

  it('are all unknown, and none is told, where it is not watched', () => {
    const adapter = new ExpressAdapter(express()) as unknown as AbstractHttpAdapter;
    adapter.use(first);
    expect(layersOf(adapter).map(isKnown)).toEqual([false, false]);
    expect(unknownLayers(adapter)).toEqual([]);
  });

  it('are known when the application hands them over where it is meant to, and only then', async () => {
    const adapter = watched();
    adapter.use(first);
    expect(knowLayers(adapter, () => adapter.use(second) && 'done')).toBe('done');
    const later = knowLayers(adapter, async () => {
      await Promise.resolve();
      adapter.use(third);
      return 'later';
    });
    expect(await later).toBe('later');
    adapter.use(third);
    expect(namesOf(unknownLayers(adapter))).toEqual(['first', 'third']);
  });

  it('are known of what fails later, too', async () => {
    const adapter = watched();
    const failing = knowLayers(adapter, async () => {
      adapter.use(first);
      await Promise.reject(new Error('no'));
    });
    await expect(failing).rejects.toThrow('no');
    expect(unknownLayers(adapter)).toEqual([]);
  });

  it('are unknown where they mount routes', () => {
    const adapter = watched();
    knowLayers(adapter, () => adapter.use(express.Router()));
    expect(unknownLayers(adapter)).toHaveLength(1);
  });

  it.each<[string, (adapter: AbstractHttpAdapter) => unknown]>([
    ['registerSecurityHook', (adapter) => (adapter as never as Hooked).registerSecurityHook({})],
    ['setErrorHandler', (adapter) => adapter.setErrorHandler?.(first)],
    ['setNotFoundHandler', (adapter) => adapter.setNotFoundHandler?.(first)],
    [
      'createMiddlewareFactory',
      async (adapter) => {
        const factory = (await adapter.createMiddlewareFactory(RequestMethod.GET)) as Factory;
        factory('/x', express.Router());
      },
    ],
  ])('are known when Nest puts them there: %s', async (_how, register) => {
    const adapter = watched();
    const { length } = layersOf(adapter);
    await register(adapter);
    expect(layersOf(adapter)).toHaveLength(length + 1);
    expect(unknownLayers(adapter)).toEqual([]);
  });
});

type Hooked = { registerSecurityHook: (options: object) => void };
type Factory = (path: string, callback: unknown) => unknown;

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openStore, type Store } from './open-store.ts';

type Note = { text: string };

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  store = openStore(folder);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const notes = () => store.collection<Note>('notes');

describe('a change that is attempted', () => {
  it('takes back what it wrote, and nothing that others wrote meanwhile, when it rejects', async () => {
    notes().put(['kept'], { text: 'before' });
    notes().put(['removed'], { text: 'before' });
    const change = store.attempt(async () => {
      await nextTurn();
      notes().put(['kept'], { text: 'changed' });
      notes().put(['kept'], { text: 'changed again' });
      notes().put(['new'], { text: 'new' });
      notes().delete('removed');
      throw new Error('no');
    });
    notes().put(['other'], { text: 'of another' });
    await expect(change).rejects.toThrow('no');
    expect(notes().list()).toEqual([{ text: 'before' }, { text: 'of another' }, { text: 'before' }]);
  });

  it('keeps what it wrote when it waited before', async () => {
    await store.attempt(async () => {
      await nextTurn();
      notes().put(['new'], { text: 'new' });
    });
    expect(notes().get('new')).toEqual({ text: 'new' });
  });

  it('goes on while another one waits', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = store.attempt(() => promise);
    await store.attempt(async () => notes().put(['quick'], { text: 'quick' }));
    resolve();
    await waiting;
    expect(notes().get('quick')).toEqual({ text: 'quick' });
  });

  it('keeps what it set going, and wrote after its end', async () => {
    let later: Promise<void> | undefined;
    const failing = store.attempt(async () => {
      later = nextTurn().then(() => notes().put(['later'], { text: 'later' }));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await later;
    expect(notes().get('later')).toEqual({ text: 'later' });
  });
});

describe('a store that is closed', () => {
  it('takes what the work it holds writes, and what that sets going', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const write = async (text: string, wait: Promise<void>): Promise<void> => {
      await wait;
      notes().put([text], { text });
    };
    void store.hold(write('first', promise).then(() => void store.hold(write('second', nextTurn()))));
    const closed = store.close();
    resolve();
    await closed;
    store = openStore(folder);
    expect(notes().list()).toEqual([{ text: 'first' }, { text: 'second' }]);
  });

  it('hides no failure of the work it holds', () => {
    const program = `
      import { openStore } from ${JSON.stringify(new URL('open-store.ts', import.meta.url).href)};
      const store = openStore(${JSON.stringify(join(folder, 'other'))});
      void store.hold(Promise.reject(new Error('a mistake of ours')));
      await store.close();`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program]);
    expect([status, String(stderr)]).toEqual([1, expect.stringContaining('a mistake of ours')]);
  });

  it('does not wait for work that failed', async () => {
    await expect(store.hold(Promise.reject(new Error('no')))).rejects.toThrow('no');
    await store.close();
    store = openStore(folder);
  });
});

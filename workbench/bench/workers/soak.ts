/** Bytes of live heap after each tenth of many invocations. Needs --expose-gc. */
import { call, loadHandler, readTask, report } from './call.ts';

const TENTHS = 10;

const { file, calls, count } = readTask();
const handler = await loadHandler(file);
const heap: number[] = [];
for (let tenth = 0; tenth < TENTHS; tenth++) {
  for (let i = 0; i < count / TENTHS; i++) {
    const called = calls[i % calls.length];
    if (called) await call(handler, called);
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
  globalThis.gc?.();
  globalThis.gc?.();
  heap.push(process.memoryUsage().heapUsed);
}
report({ heap });
process.exit();

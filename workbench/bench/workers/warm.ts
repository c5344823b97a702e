/** Microseconds an invocation takes once the optimising compiler has had its time: the median of 20 batches. */
import { summarise } from '../statistics.ts';
import { call, loadHandler, readTask, report } from './call.ts';

const BATCHES = 20;

const { file, calls, count } = readTask();
const [called] = calls;
if (!called) throw new Error('No event given');
const handler = await loadHandler(file);
for (let i = 0; i < count; i++) await call(handler, called);

const batches: number[] = [];
for (let batch = 0; batch < BATCHES; batch++) {
  const from = performance.now();
  for (let i = 0; i < count / BATCHES; i++) await call(handler, called);
  batches.push(((performance.now() - from) * 1000) / (count / BATCHES));
}
report({ microseconds: summarise(batches).median });
process.exit();

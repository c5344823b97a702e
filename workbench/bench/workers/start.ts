/**
 * What a function has read and loaded after INIT and after its first response, beyond what the runtime client itself loads.
 */
import { call, loadHandler, preloadClientBuiltins, readTask, report } from './call.ts';
import { countLoads } from './count-loads.ts';

preloadClientBuiltins();

const { file, calls } = readTask();
const loads = countLoads();
const handler = await loadHandler(file);
const init = loads();
for (const called of calls) await call(handler, called);
report({ init, first: loads() });
process.exit();

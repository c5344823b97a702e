/** Peak resident memory of a process that served many requests, in MB. */
import { call, loadHandler, preloadClientBuiltins, readTask, report } from './call.ts';

preloadClientBuiltins();
const { file, calls, count } = readTask();
const [called] = calls;
if (!called) throw new Error('No event given');
const handler = await loadHandler(file);
for (let i = 0; i < count; i++) await call(handler, called);
report({ megabytes: process.resourceUsage().maxRSS / 1024 });
process.exit();

/** The Nest application alone, as `nest start` serves it, compiled while it is loaded. */
import { fileURLToPath } from 'node:url';
import { compileOnLoad } from '../../libs/toolkit/src/contract/compile-on-load.ts';

compileOnLoad();
await import(fileURLToPath(new URL('../../apps/api/src/main.ts', import.meta.url)));

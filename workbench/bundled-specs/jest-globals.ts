import type * as Globals from '@jest/globals';

/** Stands for `@jest/globals` in the bundle of a spec, which does not run in Jest's own context: see spec-transformer.ts */
const globals = (globalThis as { [key: symbol]: typeof Globals | undefined })[Symbol.for('jest-globals')];
if (!globals) throw new Error('A bundled spec runs in Jest only.');

export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } = globals;

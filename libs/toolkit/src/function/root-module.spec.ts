import { describe, expect, it } from '@jest/globals';
import { rootModuleNames, rootModuleOf } from './root-module.ts';

class WorkerModule {}
class AppModule {}

describe('rootModuleNames', () => {
  it.each([
    ['apps/api/src/app.module.ts', ['AppModule']],
    ['apps/worker/src/worker.module.ts', ['AppModule', 'WorkerModule']],
    ['src/order-mails.module.ts', ['AppModule', 'OrderMailsModule']],
    ['src/snake_case.module.ts', ['AppModule', 'SnakeCaseModule']],
  ])('names %s as Nest does', (file, names) => {
    expect(rootModuleNames(file)).toEqual(names);
  });
});

describe('rootModuleOf', () => {
  it('takes AppModule of any file, before one that is named after the file', () => {
    expect(rootModuleOf({ WorkerModule, AppModule }, 'worker.module.ts')).toBe(AppModule);
  });

  it('takes the class that is named after the file', () => {
    expect(rootModuleOf({ other: {}, WorkerModule }, 'src/worker.module.ts')).toBe(WorkerModule);
  });

  it('rejects a file without one, with the names that it may have', () => {
    expect(() => rootModuleOf({ WorkerService: WorkerModule }, 'src/worker.module.ts')).toThrow(
      'src/worker.module.ts exports no AppModule and no WorkerModule. Export the root module by such a name.',
    );
  });
});

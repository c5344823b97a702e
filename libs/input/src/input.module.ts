import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { BodyGuard } from './body.guard.ts';
import { InputPipe } from './input.pipe.ts';
import type { BodyLimits } from './read-body.ts';

/**
 * Reads the body of every request and checks every argument. Imported behind the module that decides access and before the
 * application's own, so that its guards find a body that was read, and its pipes arguments that were checked.
 */
@Module({})
export class InputModule {
  static forRoot(limits: Partial<BodyLimits> = {}): DynamicModule {
    return {
      module: InputModule,
      providers: [
        { provide: APP_GUARD, useValue: new BodyGuard(limits) },
        { provide: APP_PIPE, useValue: new InputPipe() },
      ],
    };
  }
}

import { Global, Module, type ExecutionContext } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { ClsModule } from 'nestjs-cls';
import { callerOf } from '@lambda-nest/access';
import { Audit } from './audit.ts';

/** What concerns every request: its store, the audit, and limits per caller. */
@Global()
@Module({
  imports: [
    ClsModule.forRoot({
      global: true,
      // An interceptor and no middleware: the caller is known after the guards.
      interceptor: {
        mount: true,
        setup: (store, context: ExecutionContext) =>
          store.set('caller', callerOf(context.switchToHttp().getRequest<object>())?.claims.sub),
      },
    }),
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: 60 }]),
  ],
  providers: [Audit],
  exports: [Audit, ThrottlerModule],
})
export class RequestsModule {}

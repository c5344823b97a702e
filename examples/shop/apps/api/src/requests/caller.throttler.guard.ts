import { Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import { callerOf } from '@lambda-nest/access';
import type { Request } from 'express';

/**
 * Limits each caller by itself, whatever address it calls from. Guards of the application run after those that verify the token, so
 * the caller is known. It counts in the memory of one sandbox: a brake for programs in a loop, no quota.
 */
@Injectable()
export class CallerThrottlerGuard extends ThrottlerGuard {
  protected override async getTracker(request: Request): Promise<string> {
    return callerOf(request)?.claims.sub ?? request.ip ?? 'unknown';
  }
}

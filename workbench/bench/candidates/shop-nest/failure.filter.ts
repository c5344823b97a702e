import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Failure } from '../shop/failure.js';

@Catch(Failure)
export class FailureFilter implements ExceptionFilter {
  catch({ status, message }: Failure, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(status).json({ detail: message });
  }
}

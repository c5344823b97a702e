import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '@lambda-nest/access';
import { buildContext } from '@lambda-nest/testing';
import { startApi, type TestApi } from './start-api.ts';

@Public()
@Controller('line')
class LineController {
  @Get('good')
  good(): string {
    return 'good';
  }

  @Get('large')
  large(): string {
    return 'x'.repeat(7_000_000);
  }

  @Get('late')
  late(@Res() _response: Response): void {}

  @Get('gone')
  gone(@Res() response: Response): void {
    response.destroy();
  }
}

@Module({ controllers: [LineController] })
class LineModule {}

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ module: LineModule });
});
afterAll(() => api.close());
beforeEach(() => {
  api.lines.length = 0;
});

describe('the line of a request', () => {
  it.each([
    ['good', 200],
    ['large', 500],
    ['late', 503],
    ['gone', 500],
    ['none', 404],
  ])('has the status that the caller got: %s', async (path, status) => {
    const reply = await api.request({ path: `/line/${path}` }, buildContext({ remainingMs: 400 }));
    expect(reply.status).toBe(status);
    const lines = api.lines.filter(({ message }) => message === 'request');
    expect(lines).toEqual([
      expect.objectContaining({ method: 'GET', status, requestId: expect.any(String) }),
    ]);
  });
});

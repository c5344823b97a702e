import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, StreamableFile } from '@nestjs/common';
import { startApplication, type TestApplication } from '../test/start-application.ts';

const failing = (...chunks: string[]): Readable => {
  let count = 0;
  return new Readable({
    read() {
      const chunk = chunks[count++];
      if (chunk === undefined) this.destroy(new Error('CANARY'));
      else this.push(chunk);
    },
  });
};

@Controller()
class FilesController {
  @Get('whole')
  whole(): StreamableFile {
    return new StreamableFile(Buffer.from('a file'), { type: 'text/plain' });
  }

  @Get('missing')
  missing(): StreamableFile {
    return new StreamableFile(failing(), { type: 'text/csv', disposition: 'attachment', length: 7 });
  }

  @Get('half')
  half(): StreamableFile {
    return new StreamableFile(failing('half '));
  }

  @Get('handled')
  handled(): StreamableFile {
    return new StreamableFile(failing()).setErrorHandler((_error, response) => {
      response.statusCode = 410;
      response.send('It is gone.');
    });
  }
}

let application: TestApplication | undefined;
afterEach(async () => {
  await application?.close();
  application = undefined;
});

const start = async (): Promise<TestApplication> => {
  application = await startApplication({ controllers: [FilesController] });
  return application;
};

describe('a file that a handler streams', () => {
  it('is sent as it is', async () => {
    const { ask, reported } = await start();
    const { status, text, headers } = await ask('/whole');
    expect([status, text, headers.get('content-type')]).toEqual([200, 'a file', 'text/plain']);
    expect(reported).toEqual([]);
  });

  it('is a 500 that is reported when it cannot be read', async () => {
    const { ask, reported } = await start();
    const { status, text, body, headers } = await ask('/missing');
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: '500000' });
    expect(text).not.toContain('CANARY');
    expect(headers.get('content-disposition')).toBeNull();
    expect(reported).toEqual([expect.objectContaining({ message: 'CANARY' })]);
  });

  it('breaks off, and is reported, when it cannot be read to its end', async () => {
    const { ask, reported } = await start();
    await expect(ask('/half')).rejects.toThrow();
    expect(reported).toEqual([expect.objectContaining({ message: 'CANARY' })]);
  });

  it('is left to the error handler that the application gave it', async () => {
    const { ask, reported } = await start();
    expect(await ask('/handled')).toMatchObject({ status: 410, text: 'It is gone.' });
    expect(reported).toEqual([]);
  });
});

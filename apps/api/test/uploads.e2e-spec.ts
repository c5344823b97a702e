import { request as sendHttp } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  Body,
  Controller,
  MaxFileSizeValidator,
  Module,
  ParseFilePipe,
  Post,
  Req,
  UploadedFile,
  UploadedFiles,
  UseInterceptors,
} from '@nestjs/common';
import {
  AnyFilesInterceptor,
  FileInterceptor,
  FilesInterceptor,
  NoFilesInterceptor,
} from '@nestjs/platform-express';
import type { Request } from 'express';
import { Public, SignedIn } from '@lambda-nest/access';
import { Consumes, JSON_MEDIA_TYPE, MULTIPART_MEDIA_TYPE } from '@lambda-nest/input';
import { startApi, type TestApi } from './start-api.ts';

/** What multer gives of a file that it keeps in memory. */
type Upload = Readonly<{ originalname: string; mimetype: string; buffer: Buffer }>;

const show = ({ originalname, mimetype, buffer }: Upload) => ({
  originalname,
  mimetype,
  size: buffer.length,
});

@Public()
@Controller('uploads')
class UploadsController {
  @Post('one')
  @Consumes(MULTIPART_MEDIA_TYPE)
  @UseInterceptors(FileInterceptor('picture', { limits: { fileSize: 1_000_000 } }))
  one(@UploadedFile() picture: Upload, @Body() fields: object) {
    return { picture: show(picture), fields };
  }

  @Post('many')
  @Consumes(MULTIPART_MEDIA_TYPE)
  @UseInterceptors(FilesInterceptor('pictures', 2))
  many(@UploadedFiles() pictures: Upload[]) {
    return pictures.map(show);
  }

  @Post('any')
  @Consumes(MULTIPART_MEDIA_TYPE)
  @UseInterceptors(AnyFilesInterceptor())
  any(@Req() request: Request) {
    return (request as unknown as { files: Upload[] }).files.map(show);
  }

  @Post('small')
  @Consumes(MULTIPART_MEDIA_TYPE)
  @UseInterceptors(FileInterceptor('picture'))
  small(
    @UploadedFile(new ParseFilePipe({ validators: [new MaxFileSizeValidator({ maxSize: 10 })] }))
    picture: Upload,
  ) {
    return show(picture);
  }

  @Post('form')
  @Consumes(MULTIPART_MEDIA_TYPE)
  form(@Body() fields: object) {
    return fields;
  }

  @Post('nothing')
  @Consumes(MULTIPART_MEDIA_TYPE)
  @UseInterceptors(NoFilesInterceptor())
  nothing(@Body() fields: object) {
    return fields;
  }

  @Post('unsaid')
  @UseInterceptors(FileInterceptor('picture'))
  unsaid(@UploadedFile() picture: Upload) {
    return show(picture);
  }

  @Post('unsaid/many')
  @UseInterceptors(FilesInterceptor('pictures'))
  unsaidMany(@UploadedFiles() pictures: Upload[]) {
    return pictures.map(show);
  }

  @Post('json')
  @Consumes(JSON_MEDIA_TYPE)
  @UseInterceptors(FileInterceptor('picture'))
  json(@UploadedFile() picture?: Upload) {
    return { picture: picture ?? null };
  }

  @SignedIn()
  @Post('mine')
  @Consumes(MULTIPART_MEDIA_TYPE)
  @UseInterceptors(FileInterceptor('picture'))
  mine(@UploadedFile() picture: Upload) {
    return show(picture);
  }
}

@Module({ controllers: [UploadsController] })
class UploadsModule {}

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ module: UploadsModule, environment: { MAX_BODY_BYTES: '2000000' } });
});
afterAll(() => api.close());
beforeEach(() => {
  api.lines.length = 0;
});

const part = (disposition: string, content: string, type = ''): string =>
  `--B\r\ncontent-disposition: form-data; ${disposition}\r\n${type && `content-type: ${type}\r\n`}\r\n${content}\r\n`;
const file = (name: string, content: string, type = 'image/png'): string =>
  part(`name="${name}"; filename="cat.png"`, content, type);
const TYPE = 'multipart/form-data; boundary=B';

const post = (path: string, ...parts: string[]) =>
  api.request({
    method: 'POST',
    path: `/uploads/${path}`,
    headers: { 'content-type': TYPE },
    body: Buffer.from(`${parts.join('')}--B--\r\n`),
  });

const PICTURE = { originalname: 'cat.png', mimetype: 'image/png' };

describe('a route that takes files', () => {
  it('gets the file and the fields beside it', async () => {
    const { status, json } = await post('one', part('name="title"', 'A cat'), file('picture', '\u0000PNG'));
    expect([status, json()]).toEqual([201, { picture: { ...PICTURE, size: 4 }, fields: { title: 'A cat' } }]);
  });

  it('gets several, however it asks for them', async () => {
    const files = ['1', '22'].map((content) => file('pictures', content));
    const expected = [
      { ...PICTURE, size: 1 },
      { ...PICTURE, size: 2 },
    ];
    expect((await post('many', ...files)).json()).toEqual(expected);
    expect((await post('any', ...files)).json()).toEqual(expected);
  });

  it('takes multipart alone where it names no media type', async () => {
    const { status, json } = await post('unsaid', file('picture', '22'));
    expect([status, json()]).toEqual([201, { ...PICTURE, size: 2 }]);
    expect((await post('unsaid/many', file('pictures', '1'))).json()).toEqual([{ ...PICTURE, size: 1 }]);
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await api.request({ ...sent, path: '/uploads/unsaid' })).status).toBe(415);
  });

  it('takes what it names where it names a media type', async () => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const { status, json } = await api.request({ ...sent, path: '/uploads/json' });
    expect([status, json()]).toEqual([201, { picture: null }]);
    expect((await post('json', file('picture', '22'))).status).toBe(415);
  });

  it('leaves a form without files to an interceptor that reads it', async () => {
    const { status, json } = await post('nothing', part('name="cat[name]"', 'Tom'), part('name="age"', '3'));
    expect([status, json()]).toEqual([201, { cat: { name: 'Tom' }, age: '3' }]);
  });

  it('gets a file of a million bytes whole', async () => {
    const { json } = await post('one', file('picture', 'x'.repeat(1_000_000)));
    expect(json()).toMatchObject({ picture: { size: 1_000_000 } });
  });

  it.each<[string, string, readonly string[], number, string]>([
    [
      'a file that is larger than the route allows',
      'one',
      [file('picture', 'x'.repeat(1_000_001))],
      413,
      'The request is too large.',
    ],
    [
      'a body above the limit',
      'one',
      [file('picture', 'x'.repeat(2_000_000))],
      413,
      'The body is too large.',
    ],
    ['a file by another name', 'one', [file('CANARY', 'x')], 400, 'The request is malformed.'],
    [
      'more files than the route allows',
      'many',
      [1, 2, 3].map(() => file('pictures', 'x')),
      400,
      'The request is malformed.',
    ],
    [
      'a file without an end',
      'one',
      ['--B\r\ncontent-disposition: form-data; name="picture"; filename="a"\r\n\r\nx'],
      400,
      'The multipart body is malformed.',
    ],
    [
      '101 fields',
      'one',
      Array.from({ length: 101 }, () => part('name="a"', 'b')),
      400,
      'The form has more than 100 fields.',
    ],
    [
      'a file that its pipe does not take',
      'small',
      [file('picture', 'x'.repeat(11))],
      400,
      'The input is not valid.',
    ],
    ['no file where its pipe wants one', 'small', [part('name="a"', 'b')], 400, 'The input is not valid.'],
  ])('rejects %s', async (_what, path, parts, status, detail) => {
    const reply = await post(path, ...parts);
    expect(reply.json()).toMatchObject({ status, detail });
    expect(reply.text).not.toContain('CANARY');
    expect(api.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('reads nothing before it is known who sends it', async () => {
    expect((await post('mine', 'no multipart at all')).status).toBe(401);
  });

  it('takes a file that comes in chunks of a connection', async () => {
    const server = await api.app.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    const text = await new Promise<string>((resolve, reject) => {
      const headers = { 'content-type': TYPE, 'transfer-encoding': 'chunked' };
      const sent = sendHttp({ port, method: 'POST', path: '/uploads/one', headers }, (response) => {
        let body = '';
        response
          .setEncoding('utf8')
          .on('data', (chunk: string) => (body += chunk))
          .on('end', () => resolve(body));
      });
      sent.on('error', reject);
      sent.write(file('picture', 'x'.repeat(500_000)));
      setImmediate(() => sent.end(`${part('name="title"', 'A cat')}--B--\r\n`));
    });
    expect(JSON.parse(text)).toEqual({ picture: { ...PICTURE, size: 500_000 }, fields: { title: 'A cat' } });
  });
});

describe('a route that takes a form', () => {
  it('takes no files', async () => {
    expect((await post('form', part('name="a"', 'b'))).json()).toEqual({ a: 'b' });
    expect((await post('form', file('a', 'b'))).json()).toMatchObject({
      status: 400,
      detail: 'Files are not accepted here.',
    });
  });
});

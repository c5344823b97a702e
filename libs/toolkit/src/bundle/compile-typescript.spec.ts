import { describe, expect, it } from '@jest/globals';
import { compileTypescript } from './compile-typescript.ts';

const compile = async (parameter: string): Promise<string> => {
  const { code } = await compileTypescript(
    `import type { Request } from 'express';
     import { Get } from '@nestjs/common';
     import { Orders } from './orders.ts';
     export class Controller { @Get() read(subject: ${parameter}): void { void subject; } }`,
    'controller.ts',
  );
  return code;
};

describe('compileTypescript', () => {
  it.each([
    { parameter: 'Orders', written: 'typeof Orders === "undefined" ? Object : Orders' },
    { parameter: 'Date', written: 'typeof Date === "undefined" ? Object : Date' },
    { parameter: 'string', written: '[ String ]' },
    { parameter: 'Request', written: '[ Object ]' },
    { parameter: 'Headers', written: '[ Object ]' },
  ])('writes the type of a parameter that is a $parameter', async ({ parameter, written }) => {
    const [, types = ''] = (await compile(parameter)).split('"design:paramtypes", ');
    expect(types.slice(0, 160).replaceAll(/\s+/g, ' ')).toContain(written);
  });

  it('says the error, the file and the line, and nothing of the compiler', async () => {
    await expect(compileTypescript('export class Orders {{\n}\n', 'orders.ts')).rejects.toThrow(
      expect.objectContaining({
        name: 'SyntaxError',
        message: expect.stringMatching(
          /^x Unexpected token `\{`.*\n {3},-\[.*orders\.ts:1:1\]\n[^]*export class Orders \{\{[^]*`----$/,
        ),
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { compileTypescript } from './compile-decorators.ts';

const compile = (parameter: string): Promise<string> =>
  compileTypescript(
    `import type { Request } from 'express';
     import { Get } from '@nestjs/common';
     import { Orders } from './orders.ts';
     export class Controller { @Get() read(subject: ${parameter}): void { void subject; } }`,
    'controller.ts',
  );

describe('compileTypescript', () => {
  it.each([
    { parameter: 'Orders', written: 'typeof Orders === "undefined" ? Object : Orders' },
    { parameter: 'Date', written: 'typeof Date === "undefined" ? Object : Date' },
    { parameter: 'string', written: '[\n        String\n    ]' },
    { parameter: 'Request', written: '[\n        Object\n    ]' },
    { parameter: 'Headers', written: '[\n        Object\n    ]' },
  ])('writes the type of a parameter that is a $parameter', async ({ parameter, written }) => {
    const [, types = ''] = (await compile(parameter)).split('"design:paramtypes", ');
    expect(types.slice(0, 120)).toContain(written);
  });
});

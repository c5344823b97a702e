import { openDoor } from './doors.ts';
import type { SourceEdit } from './source-edit.ts';

/** Making a formatter loads ICU, a good third of a bare cold start, and a log of JSON lines never formats with it. */
export const ICU: readonly SourceEdit[] = ['logger', 'console-logger'].map((name) => ({
  file: `@nestjs/common/services/${name}.service.js`,
  find: 'const dateTimeFormatter = new Intl.DateTimeFormat(',
  replace: `const dateTimeFormatter = ((...options) => {
    let made;
    return { format: (date) => (made ??= new Intl.DateTimeFormat(...options)).format(date) };
  })(`,
}));

export const NEST: readonly SourceEdit[] = [
  {
    // The namespace of a builtin is made member by member, which loads it.
    file: '@nestjs/platform-express/adapters/express-adapter.js',
    find: "import * as https from 'https';",
    replace: "const https = require('https');",
  },
  {
    // Measures how long instances take, at every start, for a devtool.
    file: '@nestjs/core/injector/injector.js',
    find: "import { performance } from 'perf_hooks';",
    replace: 'const performance = { now: () => Number(process.hrtime.bigint()) / 1e6 };',
  },
  {
    // The default adapter, unless one is given: without its package's upload interceptors.
    file: '@nestjs/core/nest-factory.js',
    find: "() => import('@nestjs/platform-express')",
    replace: "() => import('@nestjs/platform-express/adapters/express-adapter.js')",
  },
  {
    file: '@nestjs/common/pipes/validation.pipe.js',
    find: "import('class-validator')",
    replace: "import('subset:class-validator')",
  },
  {
    file: '@nestjs/platform-express/adapters/express-adapter.js',
    find: "import cors from 'cors';",
    replace: `const cors = (...options) => ${openDoor('cors')}(...options);`,
  },
  {
    file: '@nestjs/config/dist/utils/get-default-parser.util.js',
    find: "import * as dotenv from 'dotenv';",
    replace: `const dotenv = { parse: (...given) => ${openDoor('dotenv')}.parse(...given) };`,
  },
];

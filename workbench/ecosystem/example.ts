import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';

/** A package, used for what it is for, in a module as a team would write it. */
export type Example = Readonly<{
  /** Packages that it is about, as they are installed. */
  packages: readonly string[];
  /** What was tried, in a few words. */
  tried: string;
  /** The team's root module; it may have a `static configureApp(app)`. */
  module: ExampleModule;
  /** What it is asked, in this order. */
  requests: readonly ExampleRequest[];
  /** Part of the error that the start has to end with, where the application must not start. */
  rejects?: string;
  /** What a reader of the table has to know. */
  remark?: string;
}>;

export type ExampleModule = Type & {
  configureApp?(app: NestExpressApplication): void | Promise<void>;
};

/** `GET` where there is no method; a body that is no text is sent as JSON. The status has to be 200 where none is given. */
export type ExampleRequest = Readonly<{
  path: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  status?: number;
  /** Part of its headers, as JSON, or of its body. */
  contains?: string;
}>;

import type { Declaration } from '../../../../libs/access/src/declaration.ts';

/** A route as its source says it. */
export type DeclaredRoute = {
  /** `GET /v1/orders/{id}`, as the gateway names it. */
  routeKey: string;
  /** Relative to the repository. */
  file: string;
  /** Line of the declaration, from 1. */
  line: number;
  /** The declaration as written: `@Roles('ADMINS')`. Absent when there is none. */
  text?: string;
  /** What it declares; absent when it is written with something else than plain strings. */
  declaration?: Declaration;
};

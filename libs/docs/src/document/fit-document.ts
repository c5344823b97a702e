import type { RouteScopes } from '@lambda-nest/access';
import type { ApiDocument } from './api-document.ts';
import { keepRoutes } from './keep-routes.ts';
import { nameIssuers } from './name-issuers.ts';
import { setScopes } from './set-scopes.ts';

/** What a deployment has made of the API that the document describes. */
export type Fitting = Readonly<{
  /** Routes that are there, `GET /v1/orders/{id}`. */
  routes: ReadonlySet<string>;
  /** Scopes that operators set. Default: the declared ones. */
  scopes?: RouteScopes | undefined;
  /** OpenID providers whose users sign in; Firebase, which has no such sign-in, is not among them. */
  issuers: readonly string[];
}>;

/** The document as one deployment serves it. */
export function fitDocument<Document extends ApiDocument>(
  document: Document,
  { routes, scopes, issuers }: Fitting,
): Document {
  const kept = keepRoutes(document, routes);
  const scoped = scopes ? setScopes(kept, scopes) : kept;
  return issuers.length > 0 ? nameIssuers(scoped, issuers) : scoped;
}

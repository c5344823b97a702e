import { httpApiEvent } from '../../libs/toolkit/src/build/code-cache/sample-events.ts';

/** `GET /v1/manage/hc`: public, what every candidate answers. */
export const healthEvent = (): object => httpApiEvent({ method: 'GET', path: '/v1/manage/hc' });

/** `GET /v1/products`: a page of products, what every shop answers. */
export const productsEvent = (): object => httpApiEvent({ method: 'GET', path: '/v1/products' });

/** `GET /v1/users/whoami` with a bearer token. */
export const whoamiEvent = (token: string): object =>
  httpApiEvent({ method: 'GET', path: '/v1/users/whoami', headers: { authorization: `Bearer ${token}` } });

/** `POST /v1/auth/token`, the password flow as a form. */
export const tokenEvent = (): object =>
  httpApiEvent({
    method: 'POST',
    path: '/v1/auth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=password&username=user%40example.com&password=password',
  });

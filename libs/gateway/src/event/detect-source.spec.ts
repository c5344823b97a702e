import { describe, expect, it } from '@jest/globals';
import {
  buildAlbEvent,
  buildFunctionUrlEvent,
  buildHttpApiEvent,
  buildHttpApiV1Event,
  buildRestEvent,
} from '@lambda-nest/testing';
import { detectSource } from './detect-source.ts';
import type { Fields } from './event-fields.ts';

function detect(event: unknown) {
  return detectSource(event as Fields);
}

function rest(resourceId: unknown, place: { path: string | undefined; requestContext: object }) {
  return {
    version: '1.0',
    httpMethod: 'GET',
    path: place.path,
    requestContext: { resourceId, ...place.requestContext },
  };
}

describe('detectSource', () => {
  it.each([
    ['http-api', buildHttpApiEvent()],
    ['http-api', buildHttpApiEvent({ stage: 'prod' })],
    ['function-url', buildFunctionUrlEvent()],
    ['http-api-v1', buildHttpApiV1Event()],
    ['http-api-v1', buildHttpApiV1Event({ stage: 'prod', path: '/x' })],
    ['rest', buildRestEvent()],
    ['rest', buildRestEvent({ basePath: 'v1' })],
    ['alb', buildAlbEvent()],
    ['alb', buildAlbEvent({ multiValue: true })],
  ])('knows %s', (source, event) => {
    expect(detect(event)).toBe(source);
  });

  it('knows a Function URL by its domain, whatever the case', () => {
    const event = buildFunctionUrlEvent();
    event.requestContext.domainName = event.requestContext.domainName.toUpperCase();
    expect(detect(event)).toBe('function-url');
  });

  it('takes an event without a domain for an HTTP API', () => {
    expect(detect({ version: '2.0', requestContext: { http: {} } })).toBe('http-api');
  });

  describe('payload 1.0 or a REST event with a version', () => {
    it.each([
      [
        'rest',
        'the stage stands only in requestContext.path',
        rest('x1', { path: '/x', requestContext: { stage: 'dev', path: '/dev/x' } }),
      ],
      [
        'rest',
        'only requestContext.path tells',
        rest(null, { path: '/x', requestContext: { stage: 'dev', path: '/dev/x' } }),
      ],
      [
        'rest',
        'as SAM CLI sends it',
        rest('123456', { path: '/x', requestContext: { stage: 'Prod', path: '/x' } }),
      ],
      [
        'http-api-v1',
        'resourceId is a route key',
        rest('GET /x', { path: '/x', requestContext: { stage: 'dev', path: '/x' } }),
      ],
      [
        'http-api-v1',
        'resourceId is null',
        rest(null, { path: '/x', requestContext: { stage: 'dev', path: '/x' } }),
      ],
      [
        'http-api-v1',
        'the stage is $default',
        rest('x1', { path: '/x', requestContext: { stage: '$default', path: '/$default/x' } }),
      ],
      [
        'http-api-v1',
        'the path starts with the stage',
        rest('x1', { path: '/dev/x', requestContext: { stage: 'dev', path: '/dev/x' } }),
      ],
      [
        'http-api-v1',
        'the path is the stage',
        rest('x1', { path: '/dev', requestContext: { stage: 'dev' } }),
      ],
      [
        'rest',
        'the path only begins like the stage',
        rest('x1', { path: '/developers', requestContext: { stage: 'dev' } }),
      ],
      [
        'rest',
        'only requestContext.path tells, of no path',
        rest(null, { path: undefined, requestContext: { stage: 'dev', path: '/dev' } }),
      ],
      ['http-api-v1', 'no stage is named', rest('x1', { path: '/x', requestContext: {} })],
    ])('is %s when %s', (source, _, event) => {
      expect(detect(event)).toBe(source);
    });
  });

  it.each([
    ['nothing', {}],
    ['a version without requestContext.http', { version: '2.0', requestContext: {} }],
    ['another version', { ...buildHttpApiEvent(), version: '2.1' }],
    ['another version of 1', { ...buildRestEvent(), version: '1.1' }],
    ['requestContext.http without a version', { requestContext: { http: {} } }],
    [
      'payload 2.0 and a load balancer',
      { ...buildHttpApiEvent(), httpMethod: 'GET', requestContext: { elb: {}, http: {} } },
    ],
    ['payload 2.0 on a load balancer', { version: '2.0', requestContext: { elb: {}, http: {} } }],
    ['payload 2.0 with a method of 1.0', { version: '2.0', httpMethod: 'GET', requestContext: { http: {} } }],
    ['a load balancer with a version', { ...buildAlbEvent(), version: '1.0' }],
    ['a load balancer without a method', { requestContext: { elb: {} } }],
    [
      'a load balancer with requestContext.http',
      { httpMethod: 'GET', path: '/', requestContext: { elb: {}, http: {} } },
    ],
    [
      'a load balancer that names a stage, and requestContext.http',
      { httpMethod: 'GET', path: '/', requestContext: { elb: {}, http: {}, stage: 'prod' } },
    ],
    ['REST with requestContext.http', { httpMethod: 'GET', requestContext: { stage: 'prod', http: {} } }],
    ['REST without a method', { requestContext: { stage: 'prod', identity: {} } }],
    ['a method and an empty context', { httpMethod: 'GET', path: '/', requestContext: {} }],
    ['a method without a context', { httpMethod: 'GET', path: '/' }],
    ['records in a request', { ...buildHttpApiEvent(), Records: [] }],
    [
      'VPC Lattice',
      {
        version: '2.0',
        method: 'GET',
        path: '/',
        requestContext: { serviceNetworkArn: 'a', serviceArn: 'b' },
      },
    ],
    [
      'a request that Lattice marks too',
      { ...buildRestEvent(), requestContext: { stage: 'a', serviceNetworkArn: 'a' } },
    ],
    ['a request shown to an authorizer', { ...buildHttpApiEvent(), type: 'REQUEST', routeArn: 'arn:aws:a' }],
    [
      'a request shown to a REST authorizer',
      { ...buildRestEvent(), type: 'REQUEST', methodArn: 'arn:aws:a' },
    ],
    ['a WebSocket', { requestContext: { stage: 'prod', connectionId: 'c', eventType: 'MESSAGE' }, body: '' }],
  ])('knows no source of %s', (_, event) => {
    expect(detect(event)).toBeUndefined();
  });

  it.each([
    ['a stage', { stage: 'prod' }],
    ['a resource', { resourcePath: null }],
    ['an identity', { identity: {} }],
  ])('knows REST by %s', (_, requestContext) => {
    expect(detect({ httpMethod: 'GET', path: '/', requestContext })).toBe('rest');
  });
});

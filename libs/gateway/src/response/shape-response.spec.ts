import { describe, expect, it } from '@jest/globals';
import { buildAlbEvent, buildHttpApiEvent, buildRestEvent } from '@lambda-nest/testing';
import type { EventSource } from '../event/detect-source.ts';
import { type AppResponse, shapeResponse } from './shape-response.ts';

const response: AppResponse = {
  status: 201,
  reason: 'Created',
  headers: {
    'content-type': 'application/json',
    'set-cookie': ['a=1', 'b=2', 'c=3'],
    vary: ['accept', 'origin'],
    'x-number': 7,
    'x-none': undefined,
  },
  body: Buffer.from('{}'),
};

function shape(source: EventSource, event: object = {}, changes: Partial<AppResponse> = {}) {
  return shapeResponse({ source, event: event as Record<string, unknown> }, { ...response, ...changes });
}

const content = { body: '{}', isBase64Encoded: false };
const multi = {
  'content-type': ['application/json'],
  'set-cookie': ['a=1', 'b=2', 'c=3'],
  vary: ['accept', 'origin'],
  'x-number': ['7'],
};

describe('shapeResponse', () => {
  it.each(['http-api', 'function-url'] as const)('gives %s single headers, and cookies apart', (source) => {
    expect(shape(source, buildHttpApiEvent())).toEqual({
      statusCode: 201,
      headers: { 'content-type': 'application/json', vary: 'accept, origin', 'x-number': '7' },
      cookies: ['a=1', 'b=2', 'c=3'],
      ...content,
    });
  });

  it('has no cookies member where none are set', () => {
    expect(shape('http-api', {}, { headers: {} })).toEqual({ statusCode: 201, headers: {}, ...content });
  });

  it.each(['rest', 'http-api-v1'] as const)('gives %s lists, and no member it does not know', (source) => {
    expect(shape(source, buildRestEvent())).toEqual({
      statusCode: 201,
      multiValueHeaders: multi,
      ...content,
    });
  });

  it('gives a load balancer lists when the request came with lists', () => {
    expect(shape('alb', buildAlbEvent({ multiValue: true }))).toEqual({
      statusCode: 201,
      statusDescription: '201 Created',
      multiValueHeaders: multi,
      ...content,
    });
  });

  it('gives a load balancer single headers otherwise, each cookie under a spelling of its own', () => {
    expect(shape('alb', buildAlbEvent())).toEqual({
      statusCode: 201,
      statusDescription: '201 Created',
      headers: {
        'content-type': 'application/json',
        'set-cookie': 'a=1',
        'Set-cookie': 'b=2',
        'sEt-cookie': 'c=3',
        vary: 'accept, origin',
        'x-number': '7',
      },
      ...content,
    });
  });

  it('spells 512 cookies differently, all that its letters can tell apart', () => {
    const cookies = Array.from({ length: 512 }, (_, index) => `c${index}=1`);
    const { headers } = shape('alb', {}, { headers: { 'set-cookie': cookies } }) as {
      headers: Record<string, string>;
    };
    expect(Object.values(headers)).toEqual(cookies);
  });

  it('leaves a missing reason out', () => {
    const { reason: _, ...unexplained } = response;
    expect(shapeResponse({ source: 'alb', event: {} }, unexplained)).toMatchObject({
      statusDescription: '201',
    });
  });

  describe('content-length', () => {
    const headers = { 'content-length': '99' };

    it('is corrected', () => {
      expect(shape('http-api', {}, { headers })).toMatchObject({ headers: { 'content-length': '2' } });
    });

    it('is kept when there is no body, as for HEAD', () => {
      const head = shape('http-api', {}, { headers, body: Buffer.alloc(0) });
      expect(head).toMatchObject({ headers: { 'content-length': '99' }, body: '' });
    });

    it('is left to a REST API, which would rename it', () => {
      expect(shape('rest', {}, { headers })).toEqual({ statusCode: 201, multiValueHeaders: {}, ...content });
      expect(shape('http-api-v1', {}, { headers })).toMatchObject({
        multiValueHeaders: { 'content-length': ['2'] },
      });
    });
  });

  it('takes the type from the headers', () => {
    const headers = { 'content-type': 'image/png' };
    expect(shape('http-api', {}, { headers })).toMatchObject({ body: 'e30=', isBase64Encoded: true });
  });

  it('takes the coding from the headers', () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(shape('rest', {}, { headers })).toMatchObject({ body: 'e30=', isBase64Encoded: true });
  });
});

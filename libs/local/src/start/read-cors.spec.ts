import { describe, expect, it } from '@jest/globals';
import { readCors } from './read-cors.ts';

describe('readCors', () => {
  it('lets browsers call from the origins that are listed', () => {
    expect(readCors({ CORS_ORIGINS: 'http://localhost:5173, https://app.example.com' })).toMatchObject({
      allowOrigins: ['http://localhost:5173', 'https://app.example.com'],
      allowHeaders: ['authorization', 'content-type'],
      allowMethods: expect.arrayContaining(['PATCH']),
    });
  });

  it.each<Record<string, string>>([{}, { CORS_ORIGINS: ' ' }])('has no CORS with %j', (variables) => {
    expect(readCors(variables)).toBeUndefined();
  });

  it.each(['*', 'localhost:5173', 'http://localhost:5173/', 'https://app.example.com/page'])(
    'rejects %s, which is no origin',
    (CORS_ORIGINS) => {
      expect(() => readCors({ CORS_ORIGINS })).toThrow('CORS_ORIGINS must list exact origins');
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import { SEEDED_USERS } from '@lambda-nest/toolkit/seeded-users';
import { describeReady } from './describe-ready.ts';
import { listLinks } from './list-links.ts';

const PLACES = { port: 3000, identityPort: 9099, stage: 'local', mappingKey: 'nest' };
const DOCS = [
  { method: 'GET', path: '/v1/docs' },
  { method: 'GET', path: '/v1/manage/hc' },
];

describe('describeReady', () => {
  it('names the addresses and the users, within 80 columns', () => {
    const text = describeReady(5.12, listLinks(PLACES, DOCS), SEEDED_USERS);
    expect(text.split('\n')).toEqual([
      'Ready in 5.1 s: http://localhost:3000/local/v1/docs',
      '  all links      http://localhost:3000/',
      '  custom domain  http://localhost:3000/nest/v1/docs',
      '  identity       http://localhost:9099',
      '  users          admin@example.com (USERS, ADMINS)',
      '                 user@example.com (USERS)',
      '                 guest@example.com (no group)',
      '  password       password',
    ]);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('names no docs page that the application does not have', () => {
    const text = describeReady(1, listLinks(PLACES, [{ method: 'GET', path: '/orders' }]), SEEDED_USERS);
    expect(text).toContain('Ready in 1.0 s: http://localhost:3000/local\n');
    expect(text).not.toContain('docs');
  });

  it('names no users where the issuer runs by itself', () => {
    const { identityPort: _, ...places } = PLACES;
    expect(describeReady(1, listLinks(places, DOCS), [])).toBe(
      [
        'Ready in 1.0 s: http://localhost:3000/local/v1/docs',
        '  all links      http://localhost:3000/',
        '  custom domain  http://localhost:3000/nest/v1/docs',
      ].join('\n'),
    );
  });
});

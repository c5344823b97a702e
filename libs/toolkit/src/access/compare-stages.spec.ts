import { describe, expect, it } from '@jest/globals';
import type { AccessEntry } from '../contract/render/access-json.ts';
import { compareStages } from './compare-stages.ts';
import { isWidening } from './acknowledgement.ts';

const entry = (path: string, access: AccessEntry['access']): AccessEntry => ({
  method: 'GET',
  path,
  name: path,
  operationName: path,
  access,
  isAccountChecked: false,
  gateway: { authorizer: true, scopes: [] },
  source: { file: 'orders.ts' },
});

const ENTRIES = [
  entry('/v1/orders', { kind: 'restricted', scopes: ['orders:read'] }),
  entry('/v1/me', { kind: 'signed-in' }),
];
const ORDERS = 'GET /v1/orders';

type Scopes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const compare = (before: Scopes, after: Scopes) =>
  compareStages({ entries: ENTRIES, stageScopes: before }, { entries: ENTRIES, stageScopes: after });

describe('compareStages', () => {
  it('tells who gained and who lost when a stage sets another scope', () => {
    const [change, ...more] = compare({}, { prod: { [ORDERS]: ['openid'] } });
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      route: 'GET /v1/orders (stage prod)',
      before: { access: { scopes: ['orders:read'] } },
      after: { access: { scopes: ['openid'] } },
      gains: [{ caller: { scopes: ['openid'] } }],
      loses: [{ caller: { scopes: ['orders:read'] } }],
    });
    expect(change && isWidening(change)).toBe(true);
  });

  it('tells of no widening when a stage asks for a scope where none is declared', () => {
    const changes = compare({}, { prod: { 'GET /v1/me': ['profile'] } });
    expect(changes).toHaveLength(1);
    expect(changes.filter(isWidening)).toEqual([]);
  });

  it('tells of the widening when a stage takes back what it asked for', () => {
    const changes = compare({ prod: { 'GET /v1/me': ['profile'] } }, {});
    expect(changes.map(isWidening)).toEqual([true]);
  });

  it('takes the default for a stage whose file says nothing', () => {
    const scopes = { [ORDERS]: ['openid'] };
    expect(compare({ default: scopes }, { default: scopes, prod: scopes })).toEqual([]);
    expect(compare({ default: scopes }, { default: scopes, prod: {} })).toHaveLength(1);
  });

  it('says nothing when the same is set', () => {
    expect(compare({ prod: { [ORDERS]: ['a', 'b'] } }, { prod: { [ORDERS]: ['b', 'a'] } })).toEqual([]);
  });
});

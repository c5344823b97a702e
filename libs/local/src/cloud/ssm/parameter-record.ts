import type { Store } from '../store/open-store.ts';

export type ParameterVersion = {
  Value: string;
  Type: 'String' | 'StringList' | 'SecureString';
  LastModifiedDate: string;
  LastModifiedUser: string;
  Description?: string;
  KeyId?: string;
};

export type ParameterRecord = {
  Name: string;
  /** The first is version 1. */
  versions: ParameterVersion[];
  tags: { Key: string; Value: string }[];
};

/** Parameters, by region and name. */
export function openParameters(store: Store) {
  return store.collection<ParameterRecord>('ssm-parameter');
}

/** `/a/b:3` is version 3 of `/a/b`; without a version it is the latest. */
export function splitSelector(name: string): { name: string; version?: number } {
  const [, bare = name, version] = /^(.+):(\d+)$/.exec(name) ?? [];
  return version === undefined ? { name } : { name: bare, version: Number(version) };
}

export function parameterArn(region: string, accountId: string, name: string): string {
  return `arn:aws:ssm:${region}:${accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}

import { expect, it } from '@jest/globals';
import { isLoopbackHost } from './is-loopback-host.ts';

it.each([
  ['localhost', true],
  ['localhost:3000', true],
  ['LOCALHOST:3000', true],
  ['127.0.0.1:3000', true],
  ['127.8.9.1', true],
  ['[::1]:3000', true],
  ['abc123.execute-api.localhost:4566', true],
  ['rebound.example.com:3000', false],
  ['localhost.example.com', false],
  ['notlocalhost', false],
  ['127.0.0.1.example.com', false],
  ['127.0.0.1@example.com', false],
  ['::1', false],
  ['192.168.0.1:3000', false],
  ['', false],
  [undefined, false],
])('the host %s means this machine: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const [, section = ''] = readFileSync('CONTRIBUTING.md', 'utf8').split('### Where is …?');
const [table = ''] = section.split('\n## ');
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| '))
  // The head of the table, and the line below it.
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, what = '', where = '']) => ({ what, where }));

describe('what CONTRIBUTING says where it is', () => {
  it.each(rows)('is there: $what', ({ where }) => {
    const paths = [...where.matchAll(/`([\w.-]+\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('is ten things at least', () => {
    expect(rows.length).toBeGreaterThanOrEqual(10);
  });
});

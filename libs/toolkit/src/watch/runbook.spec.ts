import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const runbook = readFileSync('infra/RUNBOOK.md', 'utf8');
const alarms = ['watch', 'release'].flatMap((name) => [
  ...readFileSync(`infra/resources/${name}.yml`, 'utf8').matchAll(
    /^ +AlarmName: \$\{self:service\}-\$\{sls:stage\}-(\S+)$/gm,
  ),
]);
/** Of workers alone: libs/toolkit/src/serverless/repeat-for-functions.ts. */
const OF_WORKERS = ['failures-<worker>'];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

describe('the runbook', () => {
  it.each([...alarms.map(([, name = '']) => name), ...OF_WORKERS])(
    'has a section of the alarm %s',
    (name) => {
      expect(runbook).toContain(`\`…-${name}\``);
    },
  );

  it('knows alarms at all', () => {
    expect(alarms.length).toBeGreaterThan(9);
  });

  it('names sections in the descriptions of alarms that there are', () => {
    const named = [
      ...readFileSync('infra/resources/watch.yml', 'utf8').matchAll(/RUNBOOK\.md, ([\w -]+)\.$/gm),
    ].map(([, section = '']) => section);
    const titles = new Set([...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title.toLowerCase()));
    expect(named.length).toBeGreaterThan(7);
    expect(named.filter((section) => !titles.has(section))).toEqual([]);
  });

  it('types commands that there are', () => {
    const typed = [...runbook.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(typed.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STAMP_FILE, type Stamp } from '../package/stamp.ts';
import { writeZip } from '../package/write-zip.ts';
import { checkArtifact, findOtherZipViolations } from './check-artifact.ts';

const STAMP: Stamp = {
  commit: '0123456789abcdef0123456789abcdef01234567',
  contract: 'of-here',
  architecture: 'arm64',
  node: '24.21.0',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artifact-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function zipWith(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(folder, 'content'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'content', name), text);
  writeZip(join(folder, 'content'), join(folder, 'a.zip'));
  return join(folder, 'a.zip');
}

const stamped = (stamp: Partial<Stamp> = {}): string =>
  zipWith({ [STAMP_FILE]: JSON.stringify({ ...STAMP, ...stamp }) });

describe('checkArtifact', () => {
  it('accepts a zip of the same declarations, and gives its stamp', () => {
    expect(checkArtifact({ artifact: stamped() }, 'of-here')).toEqual({ stamp: STAMP, violations: [] });
  });

  it('accepts the architecture that the zip was packaged for', () => {
    const { violations } = checkArtifact({ artifact: stamped(), architecture: 'arm64' }, 'of-here');
    expect(violations).toEqual([]);
  });

  it('rejects a zip of other declarations, and says which commit they are of', () => {
    expect(checkArtifact({ artifact: stamped({ contract: 'of-elsewhere' }) }, 'of-here').violations).toEqual([
      'artifact was packaged at the commit 0123456789ab, with other routes or access than infra/generated has here. ' +
        'Deploy it from that commit, or package again.',
    ]);
  });

  it('rejects a zip of other declarations that no commit has', () => {
    const artifact = stamped({ contract: 'of-elsewhere', commit: null });
    expect(checkArtifact({ artifact }, 'of-here').violations).toEqual([
      'artifact was packaged from sources of no commit, with other routes or access than infra/generated has here. ' +
        'Deploy it from those, or package again.',
    ]);
  });

  it('rejects another architecture than that of the zip', () => {
    const parameters = { artifact: stamped(), architecture: 'x86_64' };
    expect(checkArtifact(parameters, 'of-here').violations).toEqual([
      'architecture is x86_64, and artifact was packaged for arm64. Leave the parameter out, or package on a machine of ' +
        'that architecture.',
    ]);
  });

  it('rejects a zip without a stamp', () => {
    expect(checkArtifact({ artifact: zipWith({ 'lambda.mjs': '' }) }, 'of-here').violations).toEqual([
      'artifact is no zip that was packaged here: it holds no artifact.json. Make one by npm run package.',
    ]);
  });

  it('rejects a file that is not there', () => {
    expect(checkArtifact({ artifact: join(folder, 'none.zip') }, 'of-here').violations).toEqual([
      'artifact names a file that cannot be read. Correct its path, or leave the parameter out to build the zip.',
    ]);
  });

  it('has nothing to look into when the zip is to be built', () => {
    expect(checkArtifact({}, 'of-here')).toEqual({ violations: [] });
  });
});

describe('findOtherZipViolations', () => {
  const ORDERS = { name: 'orders', api: 'apps/api' };
  const WORKER = { name: 'worker' };
  const check = (name: string, stamp: Partial<Stamp> | undefined, one: typeof ORDERS | typeof WORKER) => {
    if (stamp) renameSync(stamped(stamp), join(folder, `${name}.zip`));
    return findOtherZipViolations({ artifact: join(folder, 'a.zip') }, [one], STAMP);
  };

  it('accepts what was packaged with the zip of the API, whose routes a worker has none of', () => {
    expect(check('orders', {}, ORDERS)).toEqual([]);
    rmSync(join(folder, 'content'), { recursive: true });
    expect(check('worker', { contract: 'of-no-routes' }, WORKER)).toEqual([]);
  });

  it.each<[string, Partial<Stamp>]>([
    ['another commit', { commit: null }],
    ['another architecture', { architecture: 'x86_64' }],
    ['another contract', { contract: 'of-elsewhere' }],
  ])('rejects a zip of %s', (_what, stamp) => {
    expect(check('orders', stamp, ORDERS)).toEqual([
      `${join(folder, 'orders.zip')} was not packaged with artifact: another commit, architecture or contract. Package all functions at once.`,
    ]);
  });

  it('rejects a zip that nobody stamped', () => {
    renameSync(zipWith({ 'lambda.mjs': '' }), join(folder, 'worker.zip'));
    expect(check('worker', undefined, WORKER)).toEqual([
      `${join(folder, 'worker.zip')} is no zip that was packaged here: it holds no artifact.json.`,
    ]);
  });

  it('says which function has no zip, and what to do about it', () => {
    expect(check('worker', undefined, WORKER)).toEqual([
      `${join(folder, 'worker.zip')} cannot be read: artifact needs the zips of all functions beside it. Package all at once; to promote a stage that has no worker yet, deploy that stage first.`,
    ]);
  });

  it('has nothing to look into when the zips are to be built', () => {
    expect(findOtherZipViolations({}, [WORKER], undefined)).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { findLicenceViolations } from './find-licence-violations.ts';
import { findPackages } from './find-packages.ts';
import type { Sbom } from './keep-shipped.ts';
import { listInputs } from './list-inputs.ts';
import { readComponents, type Component } from './read-components.ts';
import { runSbom } from './run-sbom.ts';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};

let sbom: Sbom;
let components: readonly Component[];
let names: readonly string[];
beforeAll(async () => {
  sbom = await runSbom();
  components = readComponents(sbom);
  names = components.map(({ name }) => name);
}, 120_000);

describe('the bill of materials', () => {
  it('is of this project', () => {
    expect(sbom.metadata?.component?.name).toBe('lambda-nest-api');
  });

  it('names what the bundle has files of, and what its files come from', () => {
    // Its decorators describe routes at build time: whether anything of it is in the zip is for the build to say.
    const { '@nestjs/swagger': _, ...bundled } = dependencies;
    expect(names).toEqual(expect.arrayContaining(Object.keys(bundled)));
    expect(names).toEqual(expect.arrayContaining(['express', 'router', 'validator', 'tslib']));
  });

  it('names nothing that is installed and not in the zip', () => {
    for (const absent of ['@grpc/grpc-js', '@google-cloud/firestore', 'jest', 'serverless']) {
      expect(names).not.toContain(absent);
    }
  });

  it('looks into the zip of every function, workers included', async () => {
    const inputs = await listInputs(['apps/api', 'examples/shop/apps/worker']);
    const found = JSON.stringify([...findPackages(inputs)]);
    expect(found).toContain('"@codegenie/serverless-express"');
    expect(found).toContain('"drizzle-orm"');
    expect(inputs).toEqual(
      expect.arrayContaining([expect.stringMatching(/^examples\/shop\/apps\/worker\//)]),
    );
  }, 120_000);

  it('names what the docs page loads, and what is inside it', () => {
    const insideOf = (wanted: string): readonly string[] =>
      components.find(({ name }) => name === wanted)?.inside ?? [];
    expect(insideOf('redoc')).toEqual(
      expect.arrayContaining([
        'dompurify@3.2.4',
        'lunr',
        'marked',
        'prismjs',
        'react-is@16.13.1',
        'react-is@17.0.2',
      ]),
    );
    expect(insideOf('swagger-ui-dist')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^dompurify@3\./), 'swagger-client', 'react']),
    );
  });

  it('names each under a permissive licence', () => {
    expect(findLicenceViolations(components)).toEqual([]);
  });
});

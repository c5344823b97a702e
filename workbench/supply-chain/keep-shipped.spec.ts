import { describe, expect, it } from '@jest/globals';
import { keepShipped, type Part, type Sbom } from './keep-shipped.ts';

const part = (name: string, version: string, more: Partial<Part> = {}): Part => ({
  'bom-ref': `${name}@${version}`,
  name,
  version,
  licenses: [{ license: { id: 'MIT' } }],
  ...more,
});
const shipped = (name: string, version: string) => ({ name, version, licence: 'MIT' });

/** What npm says of everything that is installed. */
const SBOM: Sbom = {
  metadata: { component: { name: 'shop', 'bom-ref': 'shop@1.0.0' } as Part },
  components: [
    part('a', '1.0.0'),
    part('b', '1.0.0'),
    part('b', '2.0.0'),
    part('page', '1.0.0', {
      scope: 'optional',
      properties: [
        { name: 'cdx:npm:package:development', value: 'true' },
        { name: 'cdx:npm:package:path', value: 'node_modules/page' },
      ],
    }),
  ],
  dependencies: [
    { ref: 'shop@1.0.0', dependsOn: ['a@1.0.0', 'page@1.0.0'] },
    { ref: 'a@1.0.0', dependsOn: ['b@1.0.0', 'b@2.0.0'] },
    { ref: 'b@1.0.0' },
    { ref: 'b@2.0.0' },
  ],
};

describe('keepShipped', () => {
  it('leaves out what is not in the zip, and the ways to it', () => {
    const { components, dependencies } = keepShipped(
      SBOM,
      [shipped('a', '1.0.0'), shipped('b', '2.0.0')],
      new Map(),
    );
    expect(components.map((kept) => kept['bom-ref'])).toEqual(['a@1.0.0', 'b@2.0.0']);
    expect(dependencies).toEqual([
      { ref: 'shop@1.0.0', dependsOn: ['a@1.0.0'] },
      { ref: 'a@1.0.0', dependsOn: ['b@2.0.0'] },
      { ref: 'b@2.0.0', dependsOn: [] },
    ]);
  });

  it('keeps what development brought and the zip has, as what it is there', () => {
    const { components } = keepShipped(SBOM, [shipped('page', '1.0.0')], new Map());
    expect(components).toEqual([
      part('page', '1.0.0', {
        scope: 'required',
        properties: [{ name: 'cdx:npm:package:path', value: 'node_modules/page' }],
      }),
    ]);
  });

  it('puts what is inside a package below it', () => {
    const inside = new Map([['page', [{ name: 'dompurify', version: '3.2.4' }, { name: '@x/react' }]]]);
    const { components } = keepShipped(SBOM, [shipped('page', '1.0.0')], inside);
    expect(components[0]?.components).toEqual([
      {
        'bom-ref': 'page@1.0.0|dompurify@3.2.4',
        type: 'library',
        name: 'dompurify',
        version: '3.2.4',
        purl: 'pkg:npm/dompurify@3.2.4',
      },
      { 'bom-ref': 'page@1.0.0|@x/react', type: 'library', name: '@x/react', purl: 'pkg:npm/%40x/react' },
    ]);
  });

  it('takes a licence from the package where npm reads none', () => {
    const bare = { ...SBOM, components: [{ name: 'a', version: '1.0.0' }] };
    const { components } = keepShipped(bare, [shipped('a', '1.0.0')], new Map());
    expect(components[0]?.licenses).toEqual([{ license: { name: 'MIT' } }]);
  });

  it('says that the lock file does not have what is in the zip', () => {
    expect(() => keepShipped(SBOM, [shipped('a', '1.0.1')], new Map())).toThrow(
      'a@1.0.1 is in the zip and not in package-lock.json. Run npm ci and try again.',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { assertNode } from './assert-node.ts';

describe('assertNode', () => {
  it.each(['24.0.0', '24.21.0', '26.1.0'])('takes Node %s', (version) => {
    expect(() => assertNode(version)).not.toThrow();
  });

  it('names both versions and the runtime under an older Node', () => {
    expect(() => assertNode('20.20.2')).toThrow(
      'This function was built for Node 24 and is run by Node 20.20.2. Set its runtime to nodejs24.x.',
    );
  });
});

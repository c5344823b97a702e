import { describe, expect, it } from '@jest/globals';
import { settingsFor } from './settings-for.ts';

describe('settingsFor', () => {
  it("runs the library's own specs, compiled as npm test compiles them", () => {
    // Through JSON, which Stryker is given.
    const { jest } = JSON.parse(JSON.stringify(settingsFor('log', 1))) as { jest: { config: object } };
    expect(jest.config).toMatchObject({
      testMatch: ['<rootDir>/libs/log/**/*.spec.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '^.+\\.ts$': ['@swc/jest', expect.anything()] },
      moduleNameMapper: expect.anything(),
    });
  });
});

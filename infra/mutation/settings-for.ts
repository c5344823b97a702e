/** What Stryker is told for one library: its sources are mutated, its own specs must notice. */
export function settingsFor(lib: string, concurrency: number): object {
  return {
    mutate: [`libs/${lib}/src/**/*.ts`, '!**/*.spec.ts', '!**/index.ts'],
    plugins: ['./infra/mutation/node_modules/@stryker-mutator/jest-runner/dist/src/index.js'],
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      projectType: 'custom',
      config: { testMatch: [`<rootDir>/libs/${lib}/**/*.spec.ts`] },
      enableFindRelatedTests: false,
    },
    coverageAnalysis: 'perTest',
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `reports/mutation/${lib}.json` },
    // On a laptop only what changed is tried again; a fresh checkout has no such file.
    incremental: true,
    incrementalFile: `reports/mutation/${lib}.incremental.json`,
    tempDirName: `reports/mutation/${lib}`,
    ignorePatterns: ['reports', 'bench', 'infra', '.serverless', 'dist', 'apps/local'],
    concurrency,
    // Jest keeps the ES modules of every run: a process is worn out after some hundreds.
    maxTestRunnerReuse: 60,
    timeoutMS: 10_000,
    allowConsoleColors: false,
  };
}

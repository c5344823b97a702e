/** End-to-end specs of the API that do not run a second time as a part of its bundle, and why. All others do. */
export const IN_PROCESS: Readonly<Record<string, string>> = {
  'bundle.e2e-spec.ts': 'It builds bundles itself, and runs them in processes of their own.',
  'conformance.e2e-spec.ts': 'It loads the entry anew for each case, with other variables.',
  'every-route.e2e-spec.ts':
    'It reads declarations from the sources; npm run conformance asks the same of what is built.',
  'attacks/start.e2e-spec.ts': 'It loads the entry anew for each case, with other variables.',
  'sign-in-table.e2e-spec.ts':
    'The SDK of AWS is not in the bundle: Lambda brings it, as for user-pool.e2e-spec.ts.',
  'user-pool.e2e-spec.ts':
    'The SDK of AWS is not in the bundle: Lambda brings it. What the bundle has of accounts is asked for in accounts.e2e-spec.ts.',
};

/** What asks Google about accounts: at least one of them. */
type Needs = Readonly<{
  /** Routes that look the caller's account up. */
  isChecked: boolean;
  /** Routes by which accounts are managed. */
  areManaged: boolean;
}>;

/** Says what replies 503 without Google credentials, and which settings do without: one for each thing that needs them. */
export function describeMissingCredentials({ isChecked, areManaged }: Needs): string {
  const routes = [isChecked && 'look accounts up', areManaged && 'manage accounts'].filter(Boolean);
  const settings = [isChecked && 'ACCOUNT_CHECK=off', areManaged && 'ACCOUNTS=off'].filter(Boolean);
  return (
    `There are no Google credentials, so routes that ${routes.join(' or ')} reply with 503. ` +
    'Set GOOGLE_CREDENTIALS, GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_CREDENTIALS_PARAMETER, ' +
    `or ${settings.join(' and ')} to do without.`
  );
}

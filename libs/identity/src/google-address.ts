import { readEmulatorOrigin } from './read-emulator-origin.ts';

export type GoogleProject = Readonly<{
  /** Web API key of the Firebase project. */
  apiKey: string;
  /** `host:port` of a Firebase Auth emulator on this machine, instead of Google. */
  emulatorHost?: string | undefined;
}>;

/**
 * Address of a public operation of a Firebase project. The key goes into the query, for the emulator reads it nowhere else.
 *
 * @throws TypeError when an option is wrong
 */
export function googleAddress({ apiKey, emulatorHost }: GoogleProject, host: string, path: string): URL {
  if (apiKey === '') throw new TypeError('apiKey must be the web API key of the Firebase project.');
  const emulator = emulatorHost === undefined ? undefined : readEmulatorOrigin(emulatorHost);
  const url = new URL(emulator ? `${emulator}/${host}${path}` : `https://${host}${path}`);
  url.searchParams.set('key', apiKey);
  return url;
}

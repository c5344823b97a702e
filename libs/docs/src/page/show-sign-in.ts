import { leaveToSignIn, returnFromSignIn, type SignInSettings } from './sign-in.ts';

/** Shows the button that leaves for the provider's page, and hands over the token when the browser comes back. */
export function showSignIn(settings: SignInSettings, takeToken: (token: string) => void): void {
  const button = document.querySelector<HTMLButtonElement>('#sign-in');
  const status = document.querySelector('#sign-in-status');
  if (!button || !status) return;
  button.hidden = false;
  const report = (error: unknown): void => {
    status.textContent = `Signing in failed. ${error instanceof Error ? error.message : String(error)}`;
  };
  button.addEventListener('click', () => void leaveToSignIn(settings).catch(report));
  const finish = async (): Promise<void> => {
    const token = await returnFromSignIn(settings);
    if (token === undefined) return;
    takeToken(token);
    status.textContent = 'You are signed in.';
  };
  finish().catch(report);
}

import type { GrantRules } from '@lambda-nest/access/policy';
import type { OfferedUser } from './offer-users.ts';
import type { SignInSettings } from './sign-in.ts';

type WrittenGrants = Omit<GrantRules, 'roleNames'> &
  Readonly<{ roleNames?: readonly (readonly [string, string])[] }>;

/** Where tokens say what their bearers may, as the application wrote it into the page. */
export function readGrantRules(): GrantRules {
  const { roleNames, ...grants } = JSON.parse(contentOf('grants')) as WrittenGrants;
  return roleNames ? { ...grants, roleNames: new Map(roleNames) } : grants;
}

/** How to sign in with the provider; `undefined` where that is done otherwise. */
export function readSignIn(): SignInSettings | undefined {
  const text = contentOf('sign-in');
  return text === '' ? undefined : (JSON.parse(text) as SignInSettings);
}

/** Users to offer in the dialog; empty unless the API runs on a laptop. */
export function readUsers(): readonly OfferedUser[] {
  return JSON.parse(contentOf('users')) as readonly OfferedUser[];
}

function contentOf(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

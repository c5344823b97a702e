import type { Component, Immutable, Props, React, System } from './swagger-ui.ts';

/** A user of the local Firebase Auth, whose password is no secret. */
export type OfferedUser = Readonly<{ email: string; password: string; groups: readonly string[] }>;

/** Puts a button for each user above the form of the password flow: one press signs in. */
export function offerUsers(
  { createElement }: React,
  Original: Component,
  users: readonly OfferedUser[],
): Component {
  if (users.length === 0) return Original;
  return function SignInForm(props: Props): unknown {
    const { name, schema, authorized, authActions, errActions } = props as FormProps;
    const isOffered = schema.get('flow') === 'password' && authorized.get(name) === undefined;
    const signIn = ({ email, password }: OfferedUser): void => {
      errActions.clear({ authId: name, type: 'auth', source: 'auth' });
      authActions.authorizePassword({
        name,
        schema,
        username: email,
        password,
        passwordType: 'basic',
        clientId: '',
        clientSecret: '',
        scopes: [],
      });
    };
    const buttons = users.map((user) =>
      createElement(
        'button',
        { key: user.email, type: 'button', className: 'bar-button', onClick: () => signIn(user) },
        `${user.email} (${user.groups.join(', ') || 'no group'})`,
      ),
    );
    return createElement(
      'div',
      null,
      isOffered
        ? createElement(
            'div',
            { className: 'offered-users', role: 'group', 'aria-label': 'Users of this laptop' },
            'Sign in as',
            ...buttons,
          )
        : null,
      createElement(Original, props),
    );
  };
}

type FormProps = Pick<System, 'authActions' | 'errActions'> &
  Readonly<{ name: string; schema: Immutable; authorized: Immutable }>;

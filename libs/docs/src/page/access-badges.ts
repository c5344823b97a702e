import type { Declaration, GrantRules } from '@lambda-nest/access/policy';
import { explainRejection, toBadges } from './explain-access.ts';
import { findToken } from './find-token.ts';
import { readCaller } from './read-caller.ts';
import type { Component, Immutable, Props, React, System } from './swagger-ui.ts';

/**
 * Makes the component that shows who may call an operation and, once a token is there, why its bearer cannot. Asks
 * no server: the operation's `x-access` and the token's claims go through the decision that the API itself makes.
 */
export function accessBadges({ createElement }: React, grants: GrantRules): Component {
  return function AccessBadges(props: Props): unknown {
    const { path, method, specSelectors, authSelectors } = props as Operation & System;
    const access = specSelectors.specJson().getIn(['paths', path, method, 'x-access']) as
      Immutable | undefined;
    if (!access) return null;
    const declaration = access.toJS() as Declaration;
    const rejection = reject(declaration, findToken(authSelectors.authorized()), grants);
    return createElement(
      'span',
      { className: 'access' },
      toBadges(declaration).map(({ kind, text }) =>
        createElement('span', { key: kind, className: `access-badge access-${kind}` }, text),
      ),
      rejection === undefined ? null : createElement('span', { className: 'access-rejected' }, rejection),
    );
  };
}

type Operation = Readonly<{ path: string; method: string }>;

function reject(declaration: Declaration, token: string | undefined, grants: GrantRules): string | undefined {
  if (token === undefined) return undefined;
  const reason = explainRejection(declaration, readCaller(token, grants, Date.now() / 1000));
  return reason && `You cannot call this. ${reason}`;
}
